import { TextControl } from '@wordpress/components';
import { FieldHelp, type FieldWords } from '../../../components/form/field-help.tsx';
import type { FieldOf } from '../../../components/form/use-settings-form.ts';
import { startOfDay } from '../../../i18n/berlin-day.ts';
import { useWords } from '../../../i18n/words.ts';

/** The day, in Germany, from which on orders come in; none = all that OTTO lists. */
export function StartField({
  value,
  onChange,
  name,
  label,
  help,
  problem,
}: FieldOf<string | null> & FieldWords) {
  const { settings } = useWords();
  return (
    <TextControl
      type="date"
      name={name}
      label={label}
      value={value === null ? '' : dayOf(value)}
      onChange={(day) => onChange(day === '' ? null : (startOfDay(day) ?? value))}
      aria-invalid={problem !== undefined}
      help={<FieldHelp help={help} problem={problem} standard={settings.accounts.startStandard} />}
    />
  );
}

/** As a date field takes it. */
function dayOf(at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(at));
}
