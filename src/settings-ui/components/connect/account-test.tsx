import { Button, Notice } from '@wordpress/components';
import type { Asked } from '../../api/call.ts';
import { useChange } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import './connect.css';
import { ToldText } from '../told.tsx';

/** Asks OTTO for a token and one page of orders, and says what is wrong if that fails. */
export function AccountTest({
  accountId,
  fields,
}: {
  accountId: string;
  /** what is typed and not saved yet is tried in place of what is saved */
  fields?: Exclude<Asked<'testAccount'>['body'], Blob | undefined>;
}) {
  const { settings } = useWords();
  const words = settings.accounts;
  const test = useChange('testAccount');
  return (
    <div className="connect-form">
      <Button
        variant="secondary"
        className="item-list-add"
        isBusy={test.isPending}
        disabled={test.isPending}
        accessibleWhenDisabled
        onClick={() => test.mutate({ params: { accountId }, body: fields ?? {} })}
      >
        {words.test}
      </Button>
      <ProblemNotice fault={test.error} />
      {test.data && <TestResult result={test.data} />}
    </div>
  );
}

export function TestResult({
  result,
}: {
  result: {
    isUsable: boolean;
    problems: { code: string; what: string; follows: string | null; todo: string | null }[];
  };
}) {
  const { settings } = useWords();
  const { isUsable, problems } = result;
  const status = isUsable ? (problems.length > 0 ? 'warning' : 'success') : 'error';
  return (
    <div role={isUsable ? 'status' : 'alert'}>
      <Notice status={status} isDismissible={false} spokenMessage="">
        {isUsable && <p className="told-what">{settings.accounts.testOk}</p>}
        {problems.map((problem) => (
          <ToldText key={`${problem.code} ${problem.what}`} about={problem} />
        ))}
      </Notice>
    </div>
  );
}
