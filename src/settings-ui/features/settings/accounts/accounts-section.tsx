import { Button } from '@wordpress/components';
import { Link, useLocation, useParams } from 'wouter';
import { useAnswer, useMay } from '../../../api/use-api.ts';
import { Card, EmptyState, Loaded } from '../../../components/page-frame.tsx';
import { moment } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { FetchOrders } from '../../fetch-orders/fetch-orders.tsx';
import { AccountDetail } from './account-detail.tsx';
import { AccountState } from './account-state.tsx';
import { NewAccount } from './new-account.tsx';

export function AccountsSection() {
  const { settings } = useWords();
  const words = settings.accounts;
  const { item: chosen } = useParams<{ item?: string }>();
  const [, navigate] = useLocation();
  const mayConfigure = useMay('configure');
  const accounts = useAnswer('listAccounts');
  if (chosen === 'new' && mayConfigure) {
    return <NewAccount onDone={(accountId) => navigate(`/settings/accounts/${accountId}`)} />;
  }
  if (chosen !== undefined) {
    return (
      <>
        <p>
          <Link href="/settings/accounts">{words.toList}</Link>
        </p>
        <AccountDetail accountId={chosen} onRemoved={() => navigate('/settings/accounts')} />
      </>
    );
  }
  return (
    <>
      <div className="card-buttons">
        {mayConfigure && (
          <Button variant="secondary" onClick={() => navigate('/settings/accounts/new')}>
            {words.add}
          </Button>
        )}
        <FetchOrders isPrimary={false} />
      </div>
      <Loaded of={accounts}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.none}>
              {mayConfigure && <Link href="/setup/account">{words.toSetUp}</Link>}
            </EmptyState>
          ) : (
            items.map((account) => (
              <Card key={account.accountId}>
                <div className="account-line">
                  <div>
                    <h2>
                      <Link href={`/settings/accounts/${account.accountId}`}>{account.name}</Link>
                    </h2>
                    <p>
                      {account.accountId}
                      {account.nextRunAt !== null &&
                        ` · ${words.nextRun(moment(account.nextRunAt))}`}
                    </p>
                  </div>
                  <AccountState state={account.state} />
                </div>
              </Card>
            ))
          )
        }
      </Loaded>
    </>
  );
}
