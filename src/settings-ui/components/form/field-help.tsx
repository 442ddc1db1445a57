import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';

export type FieldWords = {
  label: string;
  help?: ReactNode;
  /** what holds where nobody chose, as it would be written */
  standard?: string | undefined;
};

/** Under a field: what is wrong with it, else what it does; and what is usual. */
export function FieldHelp({
  help,
  standard,
  problem,
}: Omit<FieldWords, 'label'> & { problem?: string | undefined }) {
  const { settings: words } = useWords();
  return (
    <>
      {problem === undefined ? help : <span className="field-problem">{problem}</span>}
      {standard !== undefined && (
        <span className="field-standard"> {words.form.standard(standard)}</span>
      )}
    </>
  );
}
