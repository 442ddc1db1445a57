import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/use-api.ts';
import { SelectField } from '../../components/form/choice-fields.tsx';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import { OptionalTextField } from '../../components/form/text-fields.tsx';
import { useSettingsForm } from '../../components/form/use-settings-form.ts';
import { Loaded } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

export function GeneralSection() {
  const query = useAnswer('getGeneralSettings');
  return <Loaded of={query}>{(answer) => <GeneralForm answer={answer} />}</Loaded>;
}

function GeneralForm({ answer }: { answer: AnswerOf<'getGeneralSettings'> }) {
  const { settings } = useWords();
  const words = settings.general;
  const form = useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveGeneralSettings', { body, ifMatch }),
    reload: () => call('getGeneralSettings'),
    refreshes: ['getGeneralSettings', 'getShop', 'getShopWatch'],
  });
  return (
    <SettingsForm form={form} label={settings.sections.general.title}>
      <SelectField
        {...form.field('language')}
        label={words.language}
        help={words.languageHelp}
        standard={words.languages[answer.defaults.language]}
        choices={[
          { value: 'de', label: words.languages.de },
          { value: 'en', label: words.languages.en },
        ]}
      />
      <OptionalTextField
        {...form.field('publicUrl')}
        type="url"
        label={words.publicUrl}
        help={words.publicUrlHelp}
        standard={settings.form.nothing}
        placeholder="https://"
      />
    </SettingsForm>
  );
}
