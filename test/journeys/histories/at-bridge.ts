import { importRulesSchema } from '../../../src/mapping/import-rules.ts';
import type { OttoRequest } from '../../fakes/otto/index.ts';
import { backUpLedger, loseLedger } from '../crash/ledger-files.ts';
import { MAIN, MINUTE } from '../support/world.ts';
import { readAfterSale } from './after-sale.ts';
import { bridgeActs, rulesOf } from './bridge-acts.ts';
import { type Chronicle, isExplained, nothingSaid, type SaidHere, tell } from './chronicle.ts';
import { checkDoor, watchShop } from './shop-door.ts';
import { forgetWords } from './shop-word.ts';
import { MAPPINGS, type Step } from './steps.ts';

export type StepAtBridge = Extract<
  Step,
  {
    do:
      | 'import'
      | 'look at shop'
      | 'webhooks'
      | 'restart'
      | 'read after sale'
      | 'announced orders'
      | 'map statuses'
      | 'restock'
      | 'copy ledger'
      | 'put ledger back'
      | 'empty ledger';
  }
>;

/** Lets the bridge, or the owner at its settings and files, do something; the story hears of it. */
export async function happenAtBridge(chronicle: Chronicle, step: StepAtBridge): Promise<void> {
  const { world } = chronicle;
  switch (step.do) {
    case 'import':
      await world.clock.advance(step.minutes * MINUTE);
      return runImport(chronicle);
    case 'look at shop':
      await world.clock.advance(step.minutes * MINUTE);
      return lookAtShop(chronicle);
    case 'webhooks':
      return runWebhooks(chronicle, step.how);
    case 'read after sale':
      return readAfterSale(chronicle, step.what);
    case 'restart':
      await restart(chronicle);
      return tell(chronicle, 'the bridge is restarted');
    case 'announced orders':
      await world.setRules({ announcedImport: step.enter });
      return tell(chronicle, `setting: announced orders enter: ${step.enter}`);
    case 'map statuses':
      await world.setRules({
        statusMapping: importRulesSchema.shape.statusMapping.parse(MAPPINGS[step.as]),
      });
      return tell(chronicle, `setting: statuses as "${step.as}"`);
    case 'restock':
      await world.setRules({ [step.which]: step.on });
      return tell(chronicle, `setting: ${step.which} ${step.on ? 'on' : 'off'}`);
    case 'copy ledger':
      await restart(chronicle, async () => {
        chronicle.putBack = await backUpLedger(world.config.ledger);
      });
      chronicle.inLedger.copy = new Set(chronicle.inLedger.now);
      chronicle.saidInCopy = new Map(
        chronicle.orders.map(({ salesOrderId, reporting }) => [salesOrderId, copyOf(reporting)]),
      );
      return tell(chronicle, 'a copy of the ledger is made');
    case 'put ledger back':
      return putLedgerBack(chronicle);
    default:
      await restart(chronicle, () => loseLedger(world.config.ledger));
      chronicle.inLedger.now = new Set();
      forget(chronicle, new Map());
      return tell(chronicle, 'the ledger is lost, an empty one begins');
  }
}

async function putLedgerBack(chronicle: Chronicle): Promise<void> {
  const { putBack } = chronicle;
  if (!putBack) return;
  chronicle.putBack = undefined;
  await restart(chronicle, putBack);
  chronicle.inLedger.now = new Set(chronicle.inLedger.copy);
  forget(chronicle, chronicle.saidInCopy);
  tell(chronicle, 'the copy of the ledger is put back');
}

export async function restart(
  { world }: Chronicle,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  await world.restart(meanwhile);
  await checkDoor(world);
}

/** What the ledger does not hold any more it can't be held to. */
function forget(chronicle: Chronicle, said: Map<string, SaidHere>): void {
  chronicle.hasLostLedger = true;
  chronicle.lostAt = chronicle.calls.length;
  const { orders, inLedger } = chronicle;
  for (const log of orders) {
    const { salesOrderId, reporting } = log;
    Object.assign(reporting, copyOf(said.get(salesOrderId) ?? nothingSaid()));
    if (log.deleted === 'no') continue;
    log.deleted = inLedger.now.has(log.salesOrderId) ? 'ledger knows' : 'ledger forgot';
  }
}

function copyOf(said: SaidHere): SaidHere {
  const { shippedHere, cancelledHere, agreed, byHand, decided, reduced, decidedByHand } = said;
  const kept = { shippedHere, cancelledHere, agreed, byHand, decided, reduced, decidedByHand };
  return structuredClone(kept);
}

export async function runImport(chronicle: Chronicle): Promise<void> {
  const { world } = chronicle;
  await bridgeActs(chronicle, 'import', async () => {
    const outcome = await world.bridge.importOrders({
      accountId: MAIN,
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    const fault = outcome.ran ? outcome.fault : outcome.why;
    if (fault && !isExplained(chronicle)) {
      chronicle.breaches.push(`the import stopped: ${JSON.stringify(fault)}`);
    }
  });
  chronicle.oddListing = undefined;
}

export async function lookAtShop(chronicle: Chronicle): Promise<void> {
  const hasLooked = await lookThrough(chronicle, 'poll', (look) =>
    bridgeActs(chronicle, 'look at the shop', look),
  );
  if (!hasLooked) return;
  const { world, orders } = chronicle;
  const ids = orders.map(({ salesOrderId }) => salesOrderId);
  const rows = await world.bridge.ledger.loadSalesOrders(MAIN, ids);
  const now = world.bridge.clock.now().toISOString();
  const rules = await rulesOf(chronicle);
  for (const log of orders) {
    const row = rows.get(log.salesOrderId);
    // One that the import is about to look at is left to it.
    const isLeft = row?.claim_id !== null || (row.next_look_at !== null && row.next_look_at <= now);
    if (!isLeft) forgetWords(chronicle, log, rules);
  }
}

async function runWebhooks(
  chronicle: Chronicle,
  how: Extract<Step, { do: 'webhooks' }>['how'],
): Promise<void> {
  const { shop } = chronicle.world;
  if (shop.state.pendingDeliveries.length === 0) return;
  const times = shop.state.pendingDeliveries.length;
  if (how === 'lost') shop.deliveryFaults.lose({ times });
  if (how === 'delivered twice') shop.deliveryFaults.sendTwice({ times });
  await lookThrough(chronicle, 'webhook', (look) =>
    bridgeActs(chronicle, `${times} webhooks ${how}`, async () => {
      await shop.runWebhookQueue();
      await look();
    }),
  );
}

/** @returns whether the look came to its end; one that does not has to be explained */
async function lookThrough(
  chronicle: Chronicle,
  cause: 'poll' | 'webhook',
  act: (look: () => Promise<void>) => Promise<void>,
): Promise<boolean> {
  let hasLooked = false;
  await act(async () => {
    const problem = await watchShop(chronicle.world, cause);
    hasLooked = problem === undefined;
    if (problem && !isExplained(chronicle)) chronicle.breaches.push(problem);
  });
  return hasLooked;
}

/** Lets OTTO's next listing leave an order out, or name it twice. */
export function tamperWithListing(
  { oddListing: odd }: Chronicle,
  { method, path }: OttoRequest,
  json: unknown,
): void {
  if (!odd || method !== 'GET' || path !== '/v4/orders') return;
  if (typeof json !== 'object' || json === null || !('resources' in json)) return;
  const { resources } = json;
  if (!Array.isArray(resources)) return;
  const index = resources.findIndex((order) => order.salesOrderId === odd.salesOrderId);
  if (index < 0) return;
  if (odd.how === 'misses') resources.splice(index, 1);
  else resources.push(resources[index]);
}
