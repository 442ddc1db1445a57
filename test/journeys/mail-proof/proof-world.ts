import type { Bridge } from '../../../src/bridge/create-bridge.ts';
import type { MailProofRow } from '../../../src/bridge/ledger/mail-proofs.ts';
import { type ProofStep, readSteps } from '../../../src/bridge/mail-proof/proof-step.ts';
import { META, TEST_CREATED_VIA } from '../../../src/mapping/woocommerce/order-meta.ts';
import type { StoredOrder } from '../../fakes/woocommerce/state.ts';
import type { World } from '../support/world.ts';

/** Runs a proof as the command does; throws when another one runs. */
export async function prove(
  world: World,
  options: { bridge?: Bridge; signal?: AbortSignal; onStep?: (step: ProofStep) => void } = {},
): Promise<{ row: MailProofRow; steps: ProofStep[] }> {
  const { bridge = world.bridge, signal = new AbortController().signal, onStep } = options;
  const result = await bridge.proveMail({
    cause: 'command',
    holderKind: 'command',
    signal,
    ...(onStep ? { onStep } : {}),
  });
  if (!result.ran) throw new Error(`The proof did not run: ${result.why}`);
  const row = await bridge.ledger.loadMailProof(result.proofId);
  if (!row) throw new Error('The ledger does not know the proof');
  return { row, steps: readSteps(row.steps) };
}

/** Test orders in the shop now, those in the bin too. */
export function testOrders(world: World): StoredOrder[] {
  return [...world.shop.state.orders.values()].filter(
    ({ createdVia }) => createdVia === TEST_CREATED_VIA,
  );
}

/** How many orders the shop was asked to make. */
export function creates(world: World): number {
  return world.shop.requests.filter(
    ({ method, path }) => method === 'POST' && /\/orders(\/batch)?$/.test(path),
  ).length;
}

/** A plugin of the shop: does something with every test order after a write to it. */
export function plugin(world: World, act: (order: StoredOrder) => void): void {
  world.shop.hooks.onEffect = (request) => {
    if (request.method === 'GET') return;
    for (const order of testOrders(world)) act(order);
  };
}

/** Mails a plugin provoked on purpose are no reason for the world to complain. */
export function forgetMails(world: World): void {
  world.shop.state.mails.length = 0;
}

export function isMarkedAsOrder(order: StoredOrder): boolean {
  const own: string[] = [META.salesOrderId, META.account, META.orderNumber];
  return order.meta.some(({ key }) => own.includes(key));
}
