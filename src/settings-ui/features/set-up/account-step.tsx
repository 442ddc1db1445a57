import { Button } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useChange } from '../../api/use-api.ts';
import { type Access, AccessFields } from '../../components/connect/access-fields.tsx';
import { idFrom } from '../../components/connect/account-id.ts';
import { TestResult } from '../../components/connect/account-test.tsx';
import { FaultNotice } from '../../components/form/settings-form.tsx';
import { TextField } from '../../components/form/text-fields.tsx';
import { fieldProblems } from '../../components/form/use-settings-form.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useUnsaved } from '../../components/unsaved-guard.tsx';
import { useWords } from '../../i18n/words.ts';
import { StepButtons } from './step-buttons.tsx';
import type { SetUp } from './steps.ts';

type Account = AnswerOf<'getAccount'>;

/** The account at OTTO Market: where to click there, and a test that says what is wrong. */
export function AccountStep({ setUp }: { setUp: SetUp }) {
  const { setUp: words } = useWords();
  const { accountId } = setUp;
  // The form that makes the account stays, with what is typed in it, once the account is there.
  const [isNew] = useState(accountId === null);
  const account = useAnswer(
    'getAccount',
    { params: { accountId: accountId ?? '' } },
    { isOn: accountId !== null },
  );
  return (
    <>
      <Card title={words.ottoWhere}>
        <ol className="click-path">
          <li>{words.ottoStep1}</li>
          <li>{words.ottoStep2}</li>
          <li>{words.ottoStep3}</li>
          <li>{words.ottoStep4}</li>
          <li>{words.ottoStep5}</li>
        </ol>
      </Card>
      {isNew ? (
        <AccountForm account={account.data} />
      ) : (
        <Loaded of={account}>{(answer) => <AccountForm account={answer} />}</Loaded>
      )}
    </>
  );
}

function AccountForm({ account }: { account: Account | undefined }) {
  const { settings, setUp: words } = useWords();
  const [, navigate] = useLocation();
  const [name, setName] = useState(account?.name ?? 'OTTO');
  const [access, setAccess] = useState<Access>({
    environment: account?.environment ?? 'production',
    clientId: account?.clientId ?? '',
    clientSecret: '',
  });
  const refreshes = ['getAccount', 'listAccounts', 'getSetUp'] as const;
  const create = useChange('createAccount', refreshes);
  const change = useChange('changeAccount', refreshes);
  const test = useChange('testAccount', ['getSetUp']);
  const fault = create.error ?? change.error;
  const problems = fieldProblems(fault);
  const isBusy = create.isPending || change.isPending || test.isPending;
  const [isTouched, setTouched] = useState(false);
  useUnsaved(isTouched && !isBusy && !test.isSuccess);
  const set = (part: Partial<Access>) => {
    setTouched(true);
    setAccess((present) => ({ ...present, ...part }));
  };
  const save = async (): Promise<string> => {
    const { clientSecret, ...rest } = access;
    const body = { name, ...rest, ...(clientSecret === '' ? {} : { clientSecret }) };
    const present = account ?? create.data;
    if (present === undefined) {
      return (await create.mutateAsync({ body: { accountId: idFrom(name), ...body } })).accountId;
    }
    const { accountId, version } = present;
    await change.mutateAsync({ params: { accountId }, body, ifMatch: version });
    return accountId;
  };
  const saveAndTest = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const accountId = await save();
      await test.mutateAsync({ params: { accountId }, body: {} });
      setAccess((present) => ({ ...present, clientSecret: '' }));
      setTouched(false);
    } catch {
      // What went wrong is told beside the fields.
    }
  };
  const isUsable = test.data?.isUsable ?? false;
  return (
    <form noValidate aria-label={words.accountForm} onSubmit={(event) => void saveAndTest(event)}>
      <Card title={words.accountForm}>
        <div className="form-fields">
          <TextField
            name="name"
            label={settings.accounts.name}
            help={settings.accounts.nameHelp}
            value={name}
            maxLength={100}
            onChange={(typed) => {
              setTouched(true);
              setName(typed);
            }}
            problem={problems.name ?? problems.accountId}
            isRequired
          />
          <AccessFields
            access={access}
            isSecretSet={account?.clientSecret.isSet ?? false}
            onChange={set}
            problemAt={(path) => problems[path]}
          />
        </div>
        {fault && (
          <FaultNotice
            fault={fault}
            fields={['name', 'accountId', 'environment', 'clientId', 'clientSecret']}
          />
        )}
        <ProblemNotice fault={test.error} />
        {test.data && <TestResult result={test.data} />}
      </Card>
      <StepButtons
        step="account"
        next={
          <>
            <Button
              variant={isUsable ? 'secondary' : 'primary'}
              type="submit"
              isBusy={isBusy}
              disabled={isBusy}
              accessibleWhenDisabled
            >
              {words.saveAndTest}
            </Button>
            {(isUsable || (account?.clientSecret.isSet && !isTouched)) && (
              <Button
                variant={isUsable ? 'primary' : 'secondary'}
                onClick={() => navigate('/setup/statuses')}
              >
                {words.next}
              </Button>
            )}
          </>
        }
      />
    </form>
  );
}
