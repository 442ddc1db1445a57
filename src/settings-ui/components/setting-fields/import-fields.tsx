import { useWords } from '../../i18n/words.ts';
import { RadioField, SelectField, SwitchField, TicksField } from '../form/choice-fields.tsx';
import { type ImportRules, Rule, type RuleFields } from './rule-fields.tsx';

const CONDITIONS = ['A', 'B', 'C', 'D', 'E', 'unknown'] as const;

/** What a SKU becomes that the shop does not know. */
export function UnknownSkuField({ rules }: { rules: RuleFields<ImportRules> }) {
  const { settings } = useWords();
  const words = settings.products;
  return (
    <Rule rules={rules} name="unknownSku" label={words.unknownSku}>
      <RadioField
        {...rules.field('unknownSku')}
        label={words.unknownSku}
        help={words.unknownSkuHelp}
        standard={rules.defaults.unknownSku === 'hold' ? words.unknownHold : words.unknownNamedLine}
        choices={[
          {
            value: 'named-line',
            label: words.unknownNamedLine,
            description: words.unknownNamedLineMeans,
          },
          { value: 'hold', label: words.unknownHold, description: words.unknownHoldMeans },
        ]}
      />
    </Rule>
  );
}

/** Whether pieces that were cancelled or came back are put on stock again. */
export function RestockFields({ rules }: { rules: RuleFields<ImportRules> }) {
  const { settings } = useWords();
  const words = settings.products;
  const say = (isOn: boolean) => (isOn ? settings.form.on : settings.form.off);
  return (
    <>
      <Rule rules={rules} name="restockCancelled" label={words.restockCancelled}>
        <SwitchField
          {...rules.field('restockCancelled')}
          label={words.restockCancelled}
          help={words.restockCancelledHelp}
          standard={say(rules.defaults.restockCancelled)}
        />
      </Rule>
      <Rule rules={rules} name="restockReturned" label={words.restockReturned}>
        <SwitchField
          {...rules.field('restockReturned')}
          label={words.restockReturned}
          help={words.restockReturnedHelp}
          standard={say(rules.defaults.restockReturned)}
        />
      </Rule>
      <Rule rules={rules} name="restockConditions" label={words.restockConditions}>
        <TicksField
          {...rules.field('restockConditions')}
          label={words.restockConditions}
          help={words.restockConditionsHelp}
          standard={rules.defaults.restockConditions
            .map((condition) => words.conditions[condition])
            .join(', ')}
          choices={CONDITIONS.map((value) => ({ value, label: words.conditions[value] }))}
        />
      </Rule>
    </>
  );
}

/** The language of notes and texts that the bridge writes into shop orders. */
export function ShopLanguageField({ rules }: { rules: RuleFields<ImportRules> }) {
  const { settings } = useWords();
  const words = settings.statuses;
  return (
    <Rule rules={rules} name="language" label={words.shopLanguage}>
      <SelectField
        {...rules.field('language')}
        label={words.shopLanguage}
        help={words.shopLanguageHelp}
        standard={settings.general.languages[rules.defaults.language]}
        choices={[
          { value: 'de', label: settings.general.languages.de },
          { value: 'en', label: settings.general.languages.en },
        ]}
      />
    </Rule>
  );
}
