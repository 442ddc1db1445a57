import { Button, Notice } from '@wordpress/components';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useChange, useMay } from '../../api/use-api.ts';
import { ConnectShop } from '../../components/connect/connect-shop.tsx';
import { Findings } from '../../components/connect/findings.tsx';
import { MailProof } from '../../components/connect/mail-proof.tsx';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { distance, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { ShopTimeout } from './shop-timeout.tsx';

export function ShopSection() {
  const { settings } = useWords();
  const words = settings.shop;
  const mayConfigure = useMay('configure');
  const shop = useAnswer('getShop');
  return (
    <Loaded of={shop}>
      {(answer) => (
        <>
          <ShopFacts shop={answer} />
          {mayConfigure && (
            <Card title={answer.isConnected ? words.connectAnewTitle : words.connectTitle}>
              <ConnectShop key={answer.url} shop={answer} />
            </Card>
          )}
          {answer.isConnected && (
            <>
              {mayConfigure && (
                <Card title={words.timeoutTitle}>
                  <ShopTimeout shop={answer} />
                </Card>
              )}
              <Card title={words.watchTitle}>
                <ShopWatch />
              </Card>
              <Card title={settings.mailProof.title}>
                <MailProof />
              </Card>
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

function ShopFacts({ shop }: { shop: AnswerOf<'getShop'> }) {
  const { settings } = useWords();
  const words = settings.shop;
  const mayCheck = useMay('operate');
  const checks = useChange('runChecks', ['getShop']);
  const check = () =>
    checks.mutate({ body: { checks: ['shop', 'statuses', 'taxes', 'webhooks', 'mail-proof'] } });
  return (
    <Card
      title={words.stateTitle}
      actions={
        <StatusBadge tone={shop.isConnected ? 'done' : 'waiting'}>
          {shop.isConnected ? words.connected : words.notConnected}
        </StatusBadge>
      }
    >
      {shop.url === null ? (
        <p>{words.none}</p>
      ) : (
        <dl className="facts">
          <dt>{words.url}</dt>
          <dd>
            <a href={shop.url} target="_blank" rel="noreferrer">
              {shop.url}
            </a>
          </dd>
          <dt>{words.keys}</dt>
          <dd>{shop.isConnected ? words.keysSet : words.keysMissing}</dd>
          {shop.facts && (
            <>
              <dt>WooCommerce</dt>
              <dd>{shop.facts.wooVersion}</dd>
              <dt>WordPress</dt>
              <dd>{shop.facts.wordpressVersion}</dd>
              <dt>{words.currency}</dt>
              <dd>{shop.facts.currency}</dd>
              <dt>{words.orderStorage}</dt>
              <dd>{shop.facts.hpos ? words.hpos : words.posts}</dd>
              <dt>{words.checkedAt}</dt>
              <dd>{moment(shop.facts.checkedAt)}</dd>
            </>
          )}
        </dl>
      )}
      {shop.isConnected && mayCheck && (
        <div className="card-buttons">
          <Button
            variant="secondary"
            isBusy={checks.isPending}
            disabled={checks.isPending}
            accessibleWhenDisabled
            onClick={check}
          >
            {words.check}
          </Button>
        </div>
      )}
      <ProblemNotice fault={checks.error} />
      {checks.data && <Findings findings={checks.data.findings} />}
    </Card>
  );
}

/** How the bridge learns what changes in the shop. */
function ShopWatch() {
  const { settings } = useWords();
  const words = settings.shop;
  const watch = useAnswer('getShopWatch');
  return (
    <Loaded of={watch}>
      {(answer) => (
        <>
          {answer.publicUrl === null && (
            <Notice status="info" isDismissible={false} spokenMessage="">
              {words.noPublicUrl}
            </Notice>
          )}
          <dl className="facts">
            <dt>{words.lastLook}</dt>
            <dd>{answer.lookedAt ? distance(answer.lookedAt) : words.neverLooked}</dd>
            <dt>{words.nextLook}</dt>
            <dd>{answer.nextRunAt ? moment(answer.nextRunAt) : words.noNextLook}</dd>
            <dt>{words.webhooks}</dt>
            <dd>
              {answer.webhooks.length === 0
                ? words.noWebhooks
                : answer.webhooks.map(({ topic }) => topic).join(', ')}
            </dd>
            <dt>{words.lastDelivery}</dt>
            <dd>{answer.lastDeliveryAt ? moment(answer.lastDeliveryAt) : words.noDelivery}</dd>
          </dl>
        </>
      )}
    </Loaded>
  );
}
