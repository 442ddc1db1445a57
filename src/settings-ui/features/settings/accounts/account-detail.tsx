import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { useAnswer, useChange, useMay } from '../../../api/use-api.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Card, Loaded } from '../../../components/page-frame.tsx';
import { ProblemNotice } from '../../../components/problem-notice.tsx';
import { moment } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { AccountForm } from './account-form.tsx';
import { AccountState } from './account-state.tsx';
import { StateButtons } from './state-buttons.tsx';

type Account = AnswerOf<'getAccount'>;

export function AccountDetail({
  accountId,
  onRemoved,
}: {
  accountId: string;
  onRemoved: () => void;
}) {
  const account = useAnswer('getAccount', { params: { accountId } });
  const rules = useAnswer('getImportRules');
  const shipping = useAnswer('getShippingRules');
  return (
    <Loaded of={account}>
      {(answer) => (
        <>
          <StateCard account={answer} />
          <Loaded of={rules}>
            {(common) => (
              <Loaded of={shipping}>
                {(commonShipping) => (
                  <AccountForm
                    account={answer}
                    common={common.values}
                    commonShipping={commonShipping.values}
                  />
                )}
              </Loaded>
            )}
          </Loaded>
          <RemoveCard account={answer} onRemoved={onRemoved} />
        </>
      )}
    </Loaded>
  );
}

function StateCard({ account }: { account: Account }) {
  const { settings } = useWords();
  const words = settings.accounts;
  return (
    <Card title={account.name} actions={<AccountState state={account.state} />}>
      <p>{words.stateMeans[account.state]}</p>
      {account.nextRunAt !== null && <p>{words.nextRun(moment(account.nextRunAt))}</p>}
      <StateButtons account={account} />
      {account.environment === 'sandbox' && <TestOrders accountId={account.accountId} />}
    </Card>
  );
}

/** OTTO's sandbox can make orders to try with. */
function TestOrders({ accountId }: { accountId: string }) {
  const { settings } = useWords();
  const words = settings.accounts;
  const mayConfigure = useMay('configure');
  const make = useChange('createTestOrders');
  if (!mayConfigure) return null;
  return (
    <>
      <div className="card-buttons">
        <Button
          variant="secondary"
          isBusy={make.isPending}
          disabled={make.isPending}
          accessibleWhenDisabled
          onClick={() => make.mutate({ params: { accountId }, body: {} })}
        >
          {words.testOrders}
        </Button>
      </div>
      <ProblemNotice fault={make.error} />
      {make.isSuccess && <p role="status">{words.testOrdersMade}</p>}
    </>
  );
}

function RemoveCard({ account, onRemoved }: { account: Account; onRemoved: () => void }) {
  const { settings } = useWords();
  const words = settings.accounts;
  const mayConfigure = useMay('configure');
  const remove = useChange('removeAccount', ['listAccounts', 'getSetUp']);
  const [isAsking, setAsking] = useState(false);
  if (!mayConfigure) return null;
  const isActive = account.state === 'active';
  return (
    <Card title={words.removeTitle}>
      <p>{isActive ? words.pauseFirst : words.removeMeans}</p>
      <Button
        variant="secondary"
        isDestructive
        disabled={isActive}
        accessibleWhenDisabled
        onClick={() => setAsking(true)}
      >
        {words.remove}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={settings.form.removeOne(account.name)}
          confirm={words.remove}
          isDestructive
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await remove.mutateAsync({ params: { accountId: account.accountId } });
            onRemoved();
          }}
        >
          <p>{account.hasOrders ? words.removeWithOrders : words.removeMeans}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}
