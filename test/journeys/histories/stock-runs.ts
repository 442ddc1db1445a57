import type { Settings } from '../../../src/bridge/settings/settings-schema.ts';
import type { Product } from '../../fakes/woocommerce/state.ts';
import { HOUR, MINUTE } from '../support/world.ts';
import { PRODUCTS } from './at-otto.ts';
import { bridgeActs } from './bridge-acts.ts';
import { type Chronicle, isExplained, type StockTold, tell } from './chronicle.ts';
import { Died } from './mortal-ledger.ts';
import { orderFault, revive } from './report-runs.ts';
import type { StockRunStep, StockStep } from './stock-steps.ts';

/** So long the bridge leaves OTTO alone at most after calls in a row that failed. */
const LONGEST_REST = HOUR;

/** Lets something happen to the stock; the story hears of it, where OTTO is told of stock at all. */
export async function happenToStock(chronicle: Chronicle, step: StockStep): Promise<void> {
  const { world, stock } = chronicle;
  if (!stock) return;
  switch (step.do) {
    case 'tell stock':
      await world.clock.advance(step.minutes * MINUTE);
      return tellStock(chronicle, step);
    case 'stock rules':
      Object.assign(stock, { buffer: step.buffer, cap: step.cap });
      await saveStock(chronicle, { buffer: step.buffer, cap: step.cap });
      return tell(chronicle, `setting: stock less ${step.buffer}, at most ${step.cap ?? 'any'}`);
    case 'vacation':
      stock.isVacation = step.is;
      if (step.is) await world.bridge.stockDesk.startVacation();
      else await world.bridge.stockDesk.endVacation();
      return tell(chronicle, `the owner ${step.is ? 'goes on' : 'ends the'} vacation`);
    default: {
      const { sku, productTitle } = PRODUCTS[step.goods];
      const product = [...world.shop.state.products.values()].find((one) => one.sku === sku);
      const told = product && handle(chronicle, stock, step, product);
      if (told) tell(chronicle, `${told} ${productTitle}`);
    }
  }
}

function handle(
  { world }: Chronicle,
  { handled, forgotten }: StockTold,
  step: Exclude<StockStep, { do: 'tell stock' | 'stock rules' | 'vacation' }>,
  { id, sku }: Product,
): string {
  const { hands } = world.shop;
  switch (step.do) {
    case 'set stock':
      hands.setStock(id, step.to);
      return `a person counts ${step.to} of`;
    case 'stop counting':
      handled.add(sku);
      hands.changeProduct(id, {
        manageStock: false,
        stockQuantity: null,
        stockStatus: step.isThere ? 'instock' : 'outofstock',
      });
      return `a person counts no more, ${step.isThere ? 'but has' : 'and has no'}`;
    case 'on sale':
      hands.changeProduct(id, { status: step.is ? 'publish' : 'private' });
      return step.is ? 'a person puts on sale' : 'a person takes off sale';
    default:
      if (step.is) {
        world.otto.availability.know(sku);
        forgotten.delete(sku);
      } else {
        world.otto.availability.forget(sku);
        forgotten.add(sku);
      }
      return step.is ? 'OTTO: knows' : 'OTTO: does not know';
  }
}

export async function saveStock(
  { world }: Pick<Chronicle, 'world'>,
  change: Partial<Settings['stock']>,
): Promise<void> {
  await world.update((settings) => ({ ...settings, stock: { ...settings.stock, ...change } }));
}

/** One run of stock, undisturbed unless told otherwise. */
export async function tellStock(
  chronicle: Chronicle,
  { faults = [], diesAfter }: Partial<Pick<StockRunStep, 'faults' | 'diesAfter'>> = {},
): Promise<void> {
  const { world, life } = chronicle;
  const { pushes } = world.otto.availability;
  const since = pushes.length;
  const tickets = faults.map((fault) => orderFault(world.otto, fault));
  const told = faults.map(({ on, how, times }) => `${how} on ${times} × ${on}`);
  const end: { hasDied: boolean } = { hasDied: false };
  await bridgeActs(
    chronicle,
    told.length > 0 ? `tells the stock (${told.join(', ')})` : 'tells the stock',
    async () => {
      if (diesAfter !== undefined) life.callsLeft = diesAfter;
      const fault = await runOnce(chronicle);
      end.hasDied = diesAfter !== undefined && life.callsLeft < 0;
      if (diesAfter !== undefined) life.callsLeft = Number.POSITIVE_INFINITY;
      world.otto.faults.clear();
      if (end.hasDied) await revive(chronicle);
      if (tickets.some(({ struck }) => struck > 0)) {
        chronicle.restsUntil = world.clock.now().getTime() + LONGEST_REST;
      }
      if (fault && !end.hasDied && !isExplained(chronicle))
        chronicle.breaches.push(`the stock was not told: ${fault}`);
    },
    () => [...pushesInWords(chronicle, since), ...(end.hasDied ? ['killed'] : [])],
  );
}

function pushesInWords({ world }: Chronicle, since: number): string[] {
  return world.otto.availability.pushes
    .slice(since)
    .map(({ asked }) =>
      asked.map(({ sku, quantity }) => `${quantity} × ${titleOf(sku)}`).join(', '),
    );
}

function titleOf(sku: string): string {
  return Object.values(PRODUCTS).find((one) => one.sku === sku)?.productTitle ?? sku;
}

/** @returns why the run was no good */
async function runOnce({ world }: Chronicle): Promise<string | undefined> {
  try {
    const result = await world.bridge.runStock({
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    return result.ran ? result.fault?.code : result.why;
  } catch (error) {
    if (error instanceof Died) return undefined;
    throw error;
  }
}
