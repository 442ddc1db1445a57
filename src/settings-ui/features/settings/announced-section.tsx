import { AnnouncedChoice } from '../../components/setting-fields/announced-choice.tsx';
import { useWords } from '../../i18n/words.ts';
import { ImportRulesForm } from './import-rules-form.tsx';

export function AnnouncedSection() {
  const { settings: words } = useWords();
  return (
    <ImportRulesForm label={words.sections.announced.title}>
      {(rules) => <AnnouncedChoice rules={rules} />}
    </ImportRulesForm>
  );
}
