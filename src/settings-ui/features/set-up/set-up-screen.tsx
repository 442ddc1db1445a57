import { type ComponentType, useEffect } from 'react';
import { useLocation, useParams, useSearchParams } from 'wouter';
import { call } from '../../api/call.ts';
import { useAnswer, useMay } from '../../api/use-api.ts';
import { EmptyState, Loaded, PageFrame } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import { AccountStep } from './account-step.tsx';
import { ChecksStep } from './checks-step.tsx';
import { AnnouncedStep, ShippingStep, StatusesStep } from './decision-steps.tsx';
import { LiveStep } from './live-step.tsx';
import { MailProofStep } from './mail-proof-step.tsx';
import { Progress } from './progress.tsx';
import { RehearsalStep } from './rehearsal-step.tsx';
import './set-up.css';
import { ShopStep } from './shop-step.tsx';
import { type SetUp, STEPS, type Step } from './steps.ts';
import { Welcome } from './welcome.tsx';

const PARTS: Record<Step, ComponentType<{ setUp: SetUp }>> = {
  shop: ShopStep,
  checks: ChecksStep,
  account: AccountStep,
  statuses: StatusesStep,
  announced: AnnouncedStep,
  shipping: ShippingStep,
  'mail-proof': MailProofStep,
  rehearsal: RehearsalStep,
  live: LiveStep,
};

/** From an empty bridge to the first order; can be left and gone on with at any step. */
export function SetUpScreen() {
  const { shell, setUp: words } = useWords();
  const { step: asked } = useParams<{ step?: string }>();
  const mayConfigure = useMay('configure');
  const setUp = useAnswer('getSetUp');
  const isBack = useConsentReturn();
  const step = STEPS.find((known) => known === asked);
  if (!mayConfigure) {
    return (
      <PageFrame title={words.title}>
        <EmptyState title={shell.noRight} />
      </PageFrame>
    );
  }
  if (isBack) return null;
  const Part = step && PARTS[step];
  return (
    <PageFrame title={step ? words.steps[step].title : words.title}>
      <Loaded of={setUp}>
        {(answer) => (
          <div className="set-up-layout">
            <Progress setUp={answer} current={step} />
            <div className="set-up-step">
              {step && <p className="set-up-why">{words.steps[step].why}</p>}
              {Part ? <Part setUp={answer} /> : <Welcome setUp={answer} />}
            </div>
          </div>
        )}
      </Loaded>
    </PageFrame>
  );
}

/** The shop sends the merchant back here with its answer in the address. */
function useConsentReturn(): boolean {
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const success = params.get('success');
  const state = params.get('user_id');
  useEffect(() => {
    if (success === null) return;
    const goOn = () => navigate('/setup/shop', { replace: true });
    if (success !== '0' || state === null) goOn();
    else void call('denyConsent', { body: { state } }).then(goOn, goOn);
  }, [success, state, navigate]);
  return success !== null;
}
