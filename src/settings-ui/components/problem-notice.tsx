import { Button, Notice } from '@wordpress/components';
import { ApiProblem, Unreachable } from '../api/call.ts';
import { useWords, type Words } from '../i18n/words.ts';

/** A fault in words for the owner. Field errors that stand at their fields may be left out. */
export function sentenceOf(fault: unknown, { shell }: Words, withFields = true): string {
  if (fault instanceof ApiProblem) {
    const { code, detail, errors = [] } = fault.details;
    if (code === 'login-required') return shell.sessionEnded;
    if (code === 'unreadable-answer') return shell.unreadableAnswer(detail);
    const fields = withFields ? errors.map(({ field, problem }) => `${field}: ${problem}.`) : [];
    return [detail, ...fields].join(' ');
  }
  return fault instanceof Unreachable ? shell.offlineTitle : shell.crashText;
}

/** What went wrong with a call, and a button to try it again. */
export function ProblemNotice({ fault, onRetry }: { fault: unknown; onRetry?: () => void }) {
  const words = useWords();
  if (fault === null || fault === undefined) return null;
  return (
    <div role="alert">
      <Notice status="error" isDismissible={false} spokenMessage="">
        {sentenceOf(fault, words)}
        {onRetry && (
          <Button variant="link" onClick={onRetry} className="notice-retry">
            {words.shell.tryAgain}
          </Button>
        )}
      </Notice>
    </div>
  );
}
