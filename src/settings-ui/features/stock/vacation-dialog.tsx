import { useAnswer, useChange } from '../../api/use-api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Loaded } from '../../components/page-frame.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

const AFTER_VACATION = ['getStock', 'listStock', 'previewVacation', 'listIncidents'] as const;

/** Says what beginning the vacation, or ending it, changes at OTTO, and asks. */
export function VacationDialog({ step, onClose }: { step: 'start' | 'end'; onClose: () => void }) {
  const { stock: words } = useWords();
  const preview = useAnswer('previewVacation', { query: { step } });
  const start = useChange('startVacation', AFTER_VACATION);
  const end = useChange('endVacation', AFTER_VACATION);
  const isStart = step === 'start';
  return (
    <ConfirmDialog
      title={isStart ? words.startTitle : words.endTitle}
      confirm={isStart ? words.start : words.end}
      isDestructive={isStart}
      isReady={preview.data !== undefined}
      onConfirm={() => (isStart ? start : end).mutateAsync({})}
      onClose={onClose}
    >
      <Loaded of={preview}>
        {({ notice, unchanged }) => (
          <>
            <p>{notice}</p>
            <p className="soft-line">{words.unchanged(count(unchanged))}</p>
          </>
        )}
      </Loaded>
    </ConfirmDialog>
  );
}
