import { useWords } from '../../i18n/words.ts';
import { LinesField, NumberField, OptionalNumberField } from '../form/text-fields.tsx';
import { TransitDaysField } from './carriers.tsx';
import { Rule, type RuleFields, type ShippingRules } from './rule-fields.tsx';

type Given = { rules: RuleFields<ShippingRules> };

/** How long parcels travel, and what travels by forwarder. */
export function TransitFields({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.shipping;
  const days = rules.field('transitDays');
  return (
    <>
      <Rule rules={rules} name="usualTransitDays" label={words.usualTransitDays}>
        <NumberField
          {...rules.field('usualTransitDays')}
          label={words.usualTransitDays}
          help={words.usualTransitDaysHelp}
          standard={String(rules.defaults.usualTransitDays)}
          min={0}
          max={60}
        />
      </Rule>
      <Rule rules={rules} name="transitDays" label={words.transitDays}>
        <TransitDaysField
          value={days.value}
          onChange={days.onChange}
          label={words.transitDays}
          help={words.transitDaysHelp}
          problemAt={rules.problemAt}
        />
      </Rule>
      <Rule rules={rules} name="forwarderSkus" label={words.forwarderSkus}>
        <LinesField
          {...rules.field('forwarderSkus')}
          label={words.forwarderSkus}
          help={words.forwarderSkusHelp}
        />
      </Rule>
    </>
  );
}

/** When a report that is not through raises an alarm, and when it is given up. */
export function TroubleFields({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.shipping;
  return (
    <>
      <Rule rules={rules} name="alarmAfterHours" label={words.alarmAfterHours}>
        <NumberField
          {...rules.field('alarmAfterHours')}
          label={words.alarmAfterHours}
          help={words.alarmAfterHoursHelp}
          standard={String(rules.defaults.alarmAfterHours)}
          min={1}
          max={720}
        />
      </Rule>
      <Rule rules={rules} name="stopAfterDays" label={words.stopAfterDays}>
        <OptionalNumberField
          {...rules.field('stopAfterDays')}
          label={words.stopAfterDays}
          help={words.stopAfterDaysHelp}
          standard={
            rules.defaults.stopAfterDays === null
              ? words.never
              : String(rules.defaults.stopAfterDays)
          }
          min={1}
          max={90}
        />
      </Rule>
    </>
  );
}
