import type { FakeOtto, FaultTarget, FaultTicket } from '../../fakes/otto/index.ts';
import { HOUR, MAIN, MINUTE } from '../support/world.ts';
import { lookAtShop, restart } from './at-bridge.ts';
import { bridgeActs } from './bridge-acts.ts';
import { type Chronicle, isExplained, tell } from './chronicle.ts';
import { judgeCalls, knownBefore } from './judge-calls.ts';
import { Died } from './mortal-ledger.ts';
import type { OttoFault, ReportRunStep, StepOfReports } from './report-steps.ts';
import { POOLS } from './report-steps.ts';
import { returnPool } from './shipping-rules.ts';
import { keepWord } from './shop-word.ts';
import { callsInWords } from './watch-otto.ts';

/** So long the bridge leaves OTTO alone at most after calls in a row that failed. */
const LONGEST_REST = HOUR;

/** Lets the bridge report, or the owner or OTTO change how. */
export async function happenOfReports(chronicle: Chronicle, step: StepOfReports): Promise<void> {
  const { world } = chronicle;
  switch (step.do) {
    case 'report':
      await world.clock.advance(step.minutes * MINUTE);
      if (step.looks) await lookAtShop(chronicle);
      return report(chronicle, step);
    case 'show sent pieces':
      world.otto.behaviour.sentVisibleAfterMs = step.minutesLater * MINUTE;
      return tell(chronicle, `OTTO: shows what was sent ${step.minutesLater} minutes later`);
    case 'cancellations':
      await setShipping(chronicle, { cancellations: step.are });
      chronicle.cancellations = step.are;
      return tell(chronicle, `setting: cancellations ${step.are}`);
    default:
      chronicle.poolSize = POOLS.large;
      await setShipping(chronicle, { returnPools: [returnPool(POOLS.large)] });
      return tell(chronicle, 'setting: a pool of return numbers that lasts');
  }
}

async function setShipping({ world }: Chronicle, change: object): Promise<void> {
  await world.update((settings) => ({
    ...settings,
    shippingRules: { ...settings.shippingRules, ...change },
  }));
}

/** One run of the reports, undisturbed unless told otherwise. */
export async function report(
  chronicle: Chronicle,
  { faults = [], diesAfter }: Partial<Pick<ReportRunStep, 'faults' | 'diesAfter'>> = {},
): Promise<void> {
  const { world, calls, life, orders } = chronicle;
  chronicle.reportRuns += 1;
  for (const log of orders) keepWord(chronicle, log);
  const before = await knownBefore(chronicle);
  const since = calls.length;
  const tickets = faults.map((fault) => orderFault(world.otto, fault));
  const end: { hasDied: boolean } = { hasDied: false };
  const told = [...faults.map(({ on, how, times }) => `${how} on ${times} × ${on}`)];
  const name = told.length > 0 ? `reports (${told.join(', ')})` : 'reports';
  await bridgeActs(
    chronicle,
    name,
    async () => {
      if (diesAfter !== undefined) life.callsLeft = diesAfter;
      const fault = await runOnce(chronicle);
      end.hasDied = diesAfter !== undefined && life.callsLeft < 0;
      if (diesAfter !== undefined) life.callsLeft = Number.POSITIVE_INFINITY;
      world.otto.faults.clear();
      if (end.hasDied) {
        noteDeadRun(chronicle);
        await revive(chronicle);
      }
      if (tickets.some(({ struck }) => struck > 0)) {
        chronicle.restsUntil = world.clock.now().getTime() + LONGEST_REST;
      }
      if (fault && !end.hasDied && !isExplained(chronicle))
        chronicle.breaches.push(`the reports stopped: ${fault}`);
    },
    () => [...callsInWords(chronicle, calls.slice(since)), ...(end.hasDied ? ['killed'] : [])],
  );
  await judgeCalls(chronicle, calls.slice(since), before);
}

/** @returns why the run was no good */
async function runOnce({ world }: Chronicle): Promise<string | undefined> {
  try {
    const [outcome] = await world.bridge.runReports({
      accountId: MAIN,
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    const result = outcome?.result;
    if (!result) return 'no account';
    return result.ran ? result.fault?.code : result.why;
  } catch (error) {
    if (error instanceof Died) return undefined;
    throw error;
  }
}

/** What the latest run of the reports was about to tell, nobody knows. */
export function noteDeadRun({ deadRuns, reportRuns, orders }: Chronicle): void {
  deadRuns.add(reportRuns);
  for (const { reporting } of orders) reporting.wordsOfDead.push(...reporting.words);
}

/** As the service does when it starts and finds the data folder left by a dead one. */
export async function revive(chronicle: Chronicle): Promise<void> {
  await restart(chronicle);
  await chronicle.world.bridge.ledger.releaseLeasesOf('service');
}

/** Lets OTTO's next calls of a kind go wrong in some way. */
export function orderFault(
  { faults }: FakeOtto,
  { on, how, times }: Omit<OttoFault, 'on'> & { on: FaultTarget },
): FaultTicket {
  const where = { on, times };
  const saying = (title: string) => ({ body: { errors: [{ path: '/', title }] }, ...where });
  switch (how) {
    case '400':
      return faults.answerWith(400, saying('SOMETHING_ODD'));
    case '400 piece not found':
      return faults.answerWith(400, saying('POSITION_ITEM_NOT_FOUND'));
    case '404':
      return faults.answerWith(404, saying('RESOURCE_NOT_FOUND'));
    case '409 duplicate number':
      return faults.answerWith(409, saying('DUPLICATE_TRACKING_KEY'));
    case '409 other shipment':
      return faults.answerWith(409, saying('POSITION_ITEM_INCLUDED_IN_OTHER_SHIPMENT'));
    case '413':
      return faults.answerWith(413, saying('PAYLOAD_TOO_LARGE'));
    case '401':
      return faults.unauthorized(where);
    case '403':
      return faults.forbidden(where);
    case '429':
      return faults.tooManyRequests(where);
    case '429 for two minutes':
      return faults.tooManyRequests({ ...where, retryAfter: 120 });
    case '500':
      return faults.answerWith(500, where);
    case '500 after all':
      return faults.answerWith(500, { ...where, moment: 'after-effect' });
    case 'is late':
      return faults.delay(20, where);
    case 'drops the call':
      return faults.dropBeforeEffect(where);
    case 'drops the answer':
      return faults.dropAfterEffect(where);
    case 'cuts off':
      return faults.cutOffBody(where);
    default:
      return faults.cutOffBody({ ...where, pretendsToBeComplete: true });
  }
}
