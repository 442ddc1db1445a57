import { useWords } from '../../i18n/words.ts';
import { RadioField } from '../form/choice-fields.tsx';
import type { ImportRules, RuleFields } from './rule-fields.tsx';

/** Whether orders that OTTO has not released come into the shop, with what follows from each choice. */
export function AnnouncedChoice({ rules }: { rules: RuleFields<ImportRules> }) {
  const { settings } = useWords();
  const words = settings.announced;
  const names = { off: words.off, prepayment: words.prepayment, all: words.all };
  return (
    <RadioField
      {...rules.field('announcedImport')}
      label={words.label}
      help={words.help}
      standard={names[rules.defaults.announcedImport]}
      choices={[
        { value: 'off', label: words.off, description: words.offMeans },
        { value: 'prepayment', label: words.prepayment, description: words.prepaymentMeans },
        { value: 'all', label: words.all, description: words.allMeans },
      ]}
    />
  );
}
