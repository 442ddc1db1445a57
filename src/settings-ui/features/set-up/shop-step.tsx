import { useQueryClient } from '@tanstack/react-query';
import { Notice } from '@wordpress/components';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useAnswer } from '../../api/use-api.ts';
import { ConnectShop } from '../../components/connect/connect-shop.tsx';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { useWords } from '../../i18n/words.ts';
import { StepButtons } from './step-buttons.tsx';

const POLL_MS = 2_000;

/** The shop: its address, and its owner's consent. */
export function ShopStep() {
  const { settings } = useWords();
  const [, navigate] = useLocation();
  const shop = useAnswer('getShop');
  return (
    <>
      <ConsentState />
      <Loaded of={shop}>
        {(answer) => (
          <>
            <Card
              title={settings.shop.stateTitle}
              actions={
                <StatusBadge tone={answer.isConnected ? 'done' : 'waiting'}>
                  {answer.isConnected ? settings.shop.connected : settings.shop.notConnected}
                </StatusBadge>
              }
            >
              <ConnectShop
                key={answer.url}
                shop={answer}
                onDone={() => navigate('/setup/checks')}
              />
            </Card>
            {answer.isConnected ? (
              <StepButtons step="shop" />
            ) : (
              <StepButtons step="shop" next={null} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

/** What became of the question on the shop's own page. */
function ConsentState() {
  const { setUp: words } = useWords();
  const client = useQueryClient();
  const consent = useAnswer(
    'getConsent',
    {},
    { everyMs: (answer) => (answer?.state === 'waiting' ? POLL_MS : false) },
  );
  const state = consent.data?.state;
  useEffect(() => {
    if (state !== 'connected') return;
    for (const name of ['getShop', 'getSetUp', 'listShopStatuses']) {
      void client.invalidateQueries({ queryKey: [name] });
    }
  }, [state, client]);
  if (consent.data === undefined || state === undefined || state === 'none') return null;
  const status = state === 'connected' ? 'success' : state === 'waiting' ? 'info' : 'warning';
  return (
    <div role="status">
      <Notice status={status} isDismissible={false} spokenMessage="">
        {words.consent[state]}
        {consent.data.about && <ToldText about={consent.data.about} />}
      </Notice>
    </div>
  );
}
