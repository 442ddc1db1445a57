import { z } from 'zod';
import { type Account, missingForActive } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { SetUpParts } from './ports.ts';

/** The wizard's steps, in their order. */
export const STEPS = [
  'shop',
  'checks',
  'account',
  'statuses',
  'announced',
  'shipping',
  'mail-proof',
  'rehearsal',
  'live',
] as const;

export type StepName = (typeof STEPS)[number];
export type StepState = 'done' | 'open' | 'later' | 'running' | 'wrong';
/** Steps that are decisions: the owner calls them done. */
export type DecidedStep = 'checks' | 'statuses' | 'announced' | 'shipping';

export type SetUpView = {
  next: StepName | null;
  isLive: boolean;
  accountId: string | null;
  steps: { step: StepName; state: StepState; about: string | null }[];
};

const DOCUMENT = 'set-up';
const ATTEMPTS = 5;
const documentSchema = z.object({ confirmed: z.record(z.string(), z.string()).catch({}) });

type StateParts = Pick<SetUpParts, 'settings' | 'ledger' | 'clock'> & {
  isRehearsing(accountId: string): boolean;
};

/**
 * How far the set-up has come, from what there is: the wizard may be left and come back to anywhere.
 *
 * @param accountId the account it is about; default: the first that is live, else the first
 * @throws ConfigError `account-unknown`
 */
export async function viewSetUp(
  parts: StateParts,
  accountId: string | undefined,
): Promise<SetUpView> {
  const settings = await parts.settings.load();
  const live = settings.accounts.filter(({ state }) => state === 'active');
  const account =
    accountId === undefined ? (live[0] ?? settings.accounts[0]) : findAccount(settings, accountId);
  const confirmed = await loadConfirmed(parts.ledger);
  const hasShop = settings.shop?.consumerKey != null && settings.shop.consumerSecret !== null;
  const hasAccount = account !== undefined && missingForActive(account).length === 0;
  const isLive = account?.state === 'active';
  const decided = (step: DecidedStep, isNow: boolean): StepState => {
    if (isLive || confirmed[step] !== undefined) return 'done';
    return isNow ? 'open' : 'later';
  };
  const states: Record<StepName, StepState> = {
    shop: hasShop ? 'done' : 'open',
    checks: decided('checks', hasShop),
    account: hasAccount ? 'done' : 'open',
    statuses: decided('statuses', hasShop),
    announced: decided('announced', true),
    shipping: decided('shipping', hasShop),
    'mail-proof': hasShop ? await mailProofState(parts) : 'later',
    rehearsal: hasShop && hasAccount ? await rehearsalState(parts, account) : 'later',
    live: isLive ? 'done' : hasShop && hasAccount ? 'open' : 'later',
  };
  return {
    next: STEPS.find((step) => states[step] !== 'done') ?? null,
    isLive: live.length > 0,
    accountId: account?.id ?? null,
    steps: STEPS.map((step) => ({
      step,
      state: states[step],
      about: aboutOf(step, settings, account),
    })),
  };
}

/** The owner has seen a step that is a decision. */
export async function confirmStep({ ledger, clock }: StateParts, step: DecidedStep): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const present = await ledger.readDocument(DOCUMENT);
    const confirmed = { ...readConfirmed(present?.text), [step]: clock.now().toISOString() };
    const text = JSON.stringify({ confirmed });
    const written = await ledger.writeDocument(DOCUMENT, text, present?.version);
    if (written !== undefined) return;
  }
}

async function loadConfirmed(ledger: StateParts['ledger']): Promise<Record<string, string>> {
  return readConfirmed((await ledger.readDocument(DOCUMENT))?.text);
}

function readConfirmed(text: string | undefined): Record<string, string> {
  try {
    return documentSchema.parse(JSON.parse(text ?? '{}')).confirmed;
  } catch {
    return {}; // the owner confirms once more
  }
}

async function mailProofState({ ledger }: StateParts): Promise<StepState> {
  const [last] = await ledger.listMailProofs(1);
  if (last === undefined) return 'open';
  if (last.state === 'running') return 'running';
  return last.state === 'passed' ? 'done' : 'wrong';
}

async function rehearsalState(parts: StateParts, account: Account): Promise<StepState> {
  if (parts.isRehearsing(account.id)) return 'running';
  const last = await parts.ledger.loadLastRehearsal(account.id);
  if (account.state === 'active') return 'done';
  if (last === undefined || last.state === 'running') return 'open';
  return last.state === 'finished' ? 'done' : 'wrong';
}

function aboutOf(step: StepName, settings: Settings, account: Account | undefined): string | null {
  if (step === 'shop') return settings.shop?.url ?? null;
  return step === 'account' || step === 'live' ? (account?.name ?? null) : null;
}
