import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { refillLocation } from '../../databases.ts';
import { defaultSettings } from '../../fakes/woocommerce/settings.ts';
import { furtherProducts, sandboxProducts } from '../../fixtures/otto/index.ts';
import { STOCK, startWorld, type World, type WorldOptions } from '../support/world.ts';
import { happenAfterSale } from './after-sale.ts';
import { happenAtBridge, tamperWithListing } from './at-bridge.ts';
import { happenAtOtto } from './at-otto.ts';
import { beginChronicle } from './begin-chronicle.ts';
import { type Chronicle, type Disturbance, tell } from './chronicle.ts';
import { actAtDesk } from './desk.ts';
import { end } from './ending.ts';
import { doInShop } from './in-shop.ts';
import { type Life, mortal } from './mortal-ledger.ts';
import { packSomething } from './packing-table.ts';
import { happenOfReports } from './report-runs.ts';
import { decideAfterSale } from './returns-desk.ts';
import { shippingRules } from './shipping-rules.ts';
import { openDoor, watchShop } from './shop-door.ts';
import { keepWord } from './shop-word.ts';
import type { History, Step } from './steps.ts';
import { happenToStock, saveStock } from './stock-runs.ts';
import type { StockWish } from './stock-steps.ts';
import { watchOtto } from './watch-otto.ts';

const OWN_STATUSES = ['verpacken', 'versendet', 'retour', 'geklaert'];

/** A history that ended with something untrue: what broke, and the story that led there. */
export class BrokenHistory extends Error {
  override readonly name = 'BrokenHistory';
  readonly breaches: readonly string[];

  constructor(story: readonly string[], breaches: readonly string[]) {
    super([...story, '', 'What broke:', ...breaches.map((breach) => `  - ${breach}`)].join('\n'));
    this.breaches = breaches;
  }
}

/** One more thing that must hold at the end; for tests of the telling itself. */
export type AlsoHolds = (chronicle: Chronicle) => string[];

/** Where a history happens, beside its place; all of it is as in `WorldOptions`. */
export type Surroundings = Pick<WorldOptions, 'startsAt' | 'openLedger' | 'timeOfBridge'> & {
  disturbance?: Disturbance;
};

/**
 * Lets a history happen in a world of its own, and judges it.
 *
 * @throws BrokenHistory when something does not hold
 */
export async function liveThrough(
  history: History,
  place: LedgerLocation,
  alsoHolds: AlsoHolds = () => [],
  { disturbance, ...around }: Surroundings = {},
): Promise<void> {
  const ends: (() => unknown)[] = [];
  try {
    await refillLocation(place);
    const life: Life = { callsLeft: Number.POSITIVE_INFINITY };
    const world = await worldFor(history, place, life, {
      ...around,
      onEnd: (end) => ends.unshift(end),
    });
    await openDoor(world, (close) => ends.unshift(close));
    const chronicle = beginChronicle(world, life, history.shipping, disturbance);
    if (history.stock) await beginStock(chronicle, history.stock);
    watchOtto(chronicle, (request, json) => tamperWithListing(chronicle, request, json));
    const problem = await watchShop(world, 'poll');
    if (problem) throw new Error(problem);
    tell(chronicle, `announced orders enter: ${history.announced}`);
    await happen(chronicle, history).catch((error: unknown) => {
      chronicle.breaches.push(error instanceof Error ? (error.stack ?? '') : String(error));
    });
    const breaches = [...new Set([...chronicle.breaches, ...alsoHolds(chronicle)])];
    // Told above, with their order; the world would only repeat it.
    world.shop.state.mails.length = 0;
    if (breaches.length > 0) throw new BrokenHistory(chronicle.story, breaches);
  } finally {
    for (const end of ends) await end();
  }
}

/** OTTO is told the stock from now on. */
async function beginStock(chronicle: Chronicle, wish: StockWish): Promise<void> {
  const { buffer, cap } = wish;
  chronicle.stock = { buffer, cap, isVacation: false, handled: new Set(), forgotten: new Set() };
  await saveStock(chronicle, { isOn: true, buffer, cap });
  tell(chronicle, `stock is told: less ${buffer}, at most ${cap ?? 'any'}`);
}

async function worldFor(
  history: History,
  location: LedgerLocation,
  life: Life,
  { openLedger: openAround = openLedger, ...around }: WorldOptions,
): Promise<World> {
  const { lawnMower: _unknown, ...known } = sandboxProducts;
  const products = [...Object.values(known), furtherProducts.cookbook].map((product) => ({
    sku: product.sku,
    name: product.productTitle,
    price: '10.00',
    stockQuantity: STOCK,
    taxClass: product.vatRate === 7 ? 'reduced-rate' : '',
  }));
  const orderStatuses = [
    ...defaultSettings().orderStatuses,
    ...OWN_STATUSES.map((slug) => ({ slug, name: slug })),
  ];
  const world = await startWorld({
    ...around,
    location,
    openLedger: async (at) => mortal(await openAround(at), life),
    rules: { announcedImport: history.announced },
    // Its own limit counts real seconds, which hardly pass here.
    otto: { tokenRateLimitPerSecond: 1_000, ...history.habits },
    shop: { products, settings: { orderStatuses, fulfillments: true } },
  });
  const { shipping } = history;
  const rules = shipping
    ? shippingRules(shipping)
    : { shippedStatuses: [], cancellations: 'off' as const };
  await world.update((settings) => ({
    ...settings,
    shippingRules: { ...settings.shippingRules, ...rules },
  }));
  return world;
}

async function happen(chronicle: Chronicle, history: History): Promise<void> {
  for (const step of [history.first, ...history.steps]) {
    await take(chronicle, step, history.hasPeople);
    if (chronicle.breaches.length > 0) return;
  }
  await end(chronicle);
}

async function take(chronicle: Chronicle, step: Step, hasPeople: boolean): Promise<void> {
  if (step.do === 'nothing') return;
  if ('at' in step) {
    await takeOfReports(chronicle, step);
  } else {
    await takeOfImport(chronicle, step, hasPeople);
  }
  for (const log of chronicle.orders) keepWord(chronicle, log);
  // Each moment of its own: what happens in one second is told apart by nobody.
  await chronicle.world.clock.advance(10_000);
}

async function takeOfReports(
  chronicle: Chronicle,
  step: Extract<Step, { at: string }>,
): Promise<void> {
  switch (step.at) {
    case 'packing table': {
      const told = packSomething(chronicle, step);
      if (told !== undefined) tell(chronicle, told);
      return;
    }
    case 'desk': {
      const told = await actAtDesk(chronicle, step);
      if (told !== undefined) tell(chronicle, told);
      return;
    }
    case 'stock':
      return happenToStock(chronicle, step);
    case 'returns desk': {
      const told = await decideAfterSale(chronicle, step);
      if (told !== undefined) tell(chronicle, told);
      return;
    }
    default:
      return happenOfReports(chronicle, step);
  }
}

async function takeOfImport(
  chronicle: Chronicle,
  step: Exclude<Step, { at: string } | { do: 'nothing' }>,
  hasPeople: boolean,
): Promise<void> {
  switch (step.do) {
    case 'new order':
    case 'release':
    case 'cancel':
    case 'send':
    case 'return':
    case 'new address':
    case 'vanish':
    case 'come back':
    case 'move backward':
    case 'odd listing': {
      const told = happenAtOtto(chronicle, step);
      if (told !== undefined) tell(chronicle, told);
      break;
    }
    case 'reduce price':
    case 'refund fee':
    case 'announce return':
    case 'accept return':
    case 'reject return':
    case 'disown piece': {
      const told = happenAfterSale(chronicle, step);
      if (told !== undefined) tell(chronicle, told);
      break;
    }
    case 'set status':
    case 'set quantity':
    case 'remove line':
    case 'add fee':
    case 'edit address':
    case 'refund':
    case 'throw away':
    case 'restore':
    case 'delete':
    case 'fill in e-mail': {
      const told = hasPeople ? doInShop(chronicle, step) : undefined;
      if (told !== undefined) tell(chronicle, told);
      break;
    }
    default:
      await happenAtBridge(chronicle, step);
  }
}
