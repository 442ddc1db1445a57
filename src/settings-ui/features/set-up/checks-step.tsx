import { Button } from '@wordpress/components';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useChange } from '../../api/use-api.ts';
import { Findings } from '../../components/connect/findings.tsx';
import { Card, Loading } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';
import { StepButtons } from './step-buttons.tsx';

/** What the shop must have for orders to come in right. */
export function ChecksStep() {
  const { setUp: words } = useWords();
  const [, navigate] = useLocation();
  const { mutate: check, ...checks } = useChange('runChecks', ['getSetUp', 'getShop']);
  const confirm = useChange('confirmSetUpStep', ['getSetUp']);
  useEffect(() => {
    check({ body: { checks: ['ledger', 'shop', 'statuses', 'taxes', 'webhooks'] } });
  }, [check]);
  const findings = checks.data?.findings ?? [];
  const goOn = () =>
    confirm
      .mutateAsync({ params: { step: 'checks' } })
      .then(() => navigate('/setup/account'))
      .catch(() => undefined);
  return (
    <>
      <Card
        title={words.checksTitle}
        actions={
          <Button
            variant="secondary"
            isBusy={checks.isPending}
            disabled={checks.isPending}
            accessibleWhenDisabled
            onClick={() =>
              check({ body: { checks: ['ledger', 'shop', 'statuses', 'taxes', 'webhooks'] } })
            }
          >
            {words.checkAgain}
          </Button>
        }
      >
        <ProblemNotice fault={checks.error} />
        {checks.isPending && !checks.data && <Loading />}
        <div aria-live="polite">
          <Findings findings={findings} />
        </div>
        {findings.some(({ state }) => state !== 'ok') && <p>{words.checksNotAll}</p>}
      </Card>
      <ProblemNotice fault={confirm.error} />
      <StepButtons
        step="checks"
        next={
          <Button
            variant="primary"
            disabled={checks.data === undefined}
            accessibleWhenDisabled
            isBusy={confirm.isPending}
            onClick={() => void goOn()}
          >
            {words.next}
          </Button>
        }
      />
    </>
  );
}
