import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { useChange, useMay } from '../../../api/use-api.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { AccountTest } from '../../../components/connect/account-test.tsx';
import { GoLive } from '../../../components/connect/go-live.tsx';
import { SavedNotice } from '../../../components/form/settings-form.tsx';
import { useWords } from '../../../i18n/words.ts';

type Account = AnswerOf<'getAccount'>;

/** Going live, pausing, going on, and trying the access. */
export function StateButtons({ account }: { account: Account }) {
  const { settings } = useWords();
  const words = settings.accounts;
  const mayConfigure = useMay('configure');
  const [isAsking, setAsking] = useState(false);
  const [changes, setChanges] = useState<readonly string[]>();
  const change = useChange('changeAccountState', ['getAccount', 'listAccounts', 'getSetUp']);
  if (!mayConfigure) return null;
  const { accountId } = account;
  return (
    <>
      {account.state === 'active' ? (
        <div className="card-buttons">
          <Button variant="secondary" onClick={() => setAsking(true)}>
            {words.pause}
          </Button>
        </div>
      ) : (
        <GoLive
          accountId={accountId}
          label={account.state === 'paused' ? words.goOn : words.goLive}
          onDone={setChanges}
        />
      )}
      <SavedNotice changes={changes} />
      <AccountTest accountId={accountId} />
      {isAsking && (
        <ConfirmDialog
          title={words.pause}
          confirm={words.pause}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const body = { state: 'paused' } as const;
            setChanges((await change.mutateAsync({ params: { accountId }, body })).changes);
          }}
        >
          <p>{words.stateMeans.paused}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
