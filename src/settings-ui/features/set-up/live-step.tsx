import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useAnswer, useChange } from '../../api/use-api.ts';
import { GoLive } from '../../components/connect/go-live.tsx';
import { SecondImporter } from '../../components/connect/second-importer.tsx';
import { SavedNotice } from '../../components/form/settings-form.tsx';
import { Card, Loaded, Loading } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';
import { StepButtons } from './step-buttons.tsx';
import type { SetUp } from './steps.ts';

/** From here on orders come in. Another importer in the same shop is named before. */
export function LiveStep({ setUp }: { setUp: SetUp }) {
  const { setUp: words } = useWords();
  const { accountId } = setUp;
  const [changes, setChanges] = useState<readonly string[]>();
  const account = useAnswer(
    'getAccount',
    { params: { accountId: accountId ?? '' } },
    { isOn: accountId !== null },
  );
  if (accountId === null) {
    return (
      <Card>
        <p>{words.accountFirst}</p>
        <Link href="/setup/account">{words.steps.account.title}</Link>
      </Card>
    );
  }
  return (
    <>
      <Loaded of={account}>
        {({ state }) =>
          state === 'active' ? (
            <Card title={words.isLive}>
              <SavedNotice changes={changes} />
              <p>{words.isLiveText}</p>
              <ul className="set-up-needed">
                <li>
                  <Link href="/today">{words.toToday}</Link>
                </li>
                <li>
                  <Link href="/orders">{words.toOrders}</Link>
                </li>
                <li>
                  <Link href="/settings/notifications">{words.toNotifications}</Link>
                </li>
              </ul>
            </Card>
          ) : (
            <BeforeLive setUp={setUp} accountId={accountId} onDone={setChanges} />
          )
        }
      </Loaded>
      {account.data?.state !== 'active' && <StepButtons step="live" next={null} />}
    </>
  );
}

function BeforeLive({
  setUp,
  accountId,
  onDone,
}: {
  setUp: SetUp;
  accountId: string;
  onDone: (changes: readonly string[]) => void;
}) {
  const { setUp: words } = useWords();
  const { mutate: look, ...second } = useChange('checkSecondImporter');
  useEffect(() => look({ params: { accountId } }), [look, accountId]);
  const open = setUp.steps.filter(({ step, state }) => step !== 'live' && state !== 'done');
  return (
    <>
      {open.length > 0 && (
        <Card title={words.stillOpen}>
          <ul className="set-up-needed">
            {open.map(({ step, about }) => (
              <li key={step}>
                <Link href={`/setup/${step}`}>{words.steps[step].title}</Link>
                {about && `: ${about}`}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={words.secondTitle}>
        <p>{words.secondText}</p>
        {second.isPending && <Loading />}
        <ProblemNotice fault={second.error} />
        {second.data && <SecondImporter result={second.data} />}
      </Card>
      <Card title={words.goLiveTitle}>
        <p>{words.goLiveText}</p>
        <GoLive accountId={accountId} label={words.goLive} isPrimary onDone={onDone} />
      </Card>
    </>
  );
}
