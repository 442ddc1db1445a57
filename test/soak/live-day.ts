import { MINUTE } from '../../src/bridge/clock.ts';
import { planBuyers } from './buyers.ts';
import { DAY_BEGINS } from './calendar.ts';
import { dueBy } from './due-jobs.ts';
import type { Hours } from './hours.ts';
import type { LargeShop } from './large-shop.ts';
import { planPackers } from './packers.ts';
import { planShelves } from './shelves.ts';
import type { Figures } from './thread-messages.ts';
import { planTroubles } from './troubles.ts';

const LOOK_EVERY = 30;

/** How things stood at some moment of the day. */
export type Look = Figures & {
  /** since the day began */
  minute: number;
  placed: number;
};

/** What a day was like. */
export type Day = {
  looks: readonly Look[];
  /** jobs that did not come through, and how often */
  faults: ReadonlyMap<string, number>;
  runs: number;
};

/** Lets the hours pass, and some without anything new after them. */
export async function liveDay(
  world: LargeShop,
  orders: number,
  hours: Hours,
  tell: (look: Look) => void = () => undefined,
): Promise<Day> {
  const { bridge, clock, calendar, shop, toAccept } = world;
  planBuyers(world, orders, hours);
  planPackers(world, hours);
  planShelves(world, hours);
  const troubles = planTroubles(world);
  const due = dueBy(bridge.jobs, bridge.timeZone);
  const faults = new Map<string, number>();
  const looks: Look[] = [];
  let runs = 0;
  const note = (found: readonly string[]) => {
    for (const fault of found) faults.set(fault, (faults.get(fault) ?? 0) + 1);
  };
  calendar.take(hours.from - 1); // what would have been before
  for (let minute = hours.from; minute < hours.ends; minute += 1) {
    const at = DAY_BEGINS + minute * MINUTE;
    // A run that slept for long has taken some minutes with it: cron fires once for all of them.
    if (clock.now().getTime() >= at + MINUTE) continue;
    clock.moveTo(at);
    if (minute < hours.quietFrom) for (const happen of calendar.take(minute)) happen();
    if (troubles.restartsIn(minute)) await bridge.restart();
    if (toAccept.length > 0) await bridge.acceptReturns(toAccept.splice(0));
    const jobs = due(new Date(at));
    runs += jobs.length;
    note(await bridge.run(jobs));
    if (!troubles.isCronStalled(minute)) await deliver(troubles.areWebhooksLost(minute));
    if ((minute - hours.from) % LOOK_EVERY === LOOK_EVERY - 1) {
      forgetCalls(world);
      const look = { ...(await bridge.figures()), minute, placed: world.placed.length };
      looks.push(look);
      tell(look);
    }
  }
  return { looks, faults, runs };

  /** The shop's own cron sends what it has to tell. */
  async function deliver(areLost: boolean): Promise<void> {
    if (areLost) shop.deliveryFaults.lose({ times: shop.state.pendingDeliveries.length });
    const { sent } = await shop.runWebhookQueue();
    if (sent > 0) note(await bridge.workOffDeliveries());
  }
}

/** The servers keep every call for their tests; a day of them is not needed here. */
function forgetCalls({ otto, shop }: LargeShop): void {
  otto.requests.length = 0;
  shop.requests.length = 0;
  shop.state.sentDeliveries.length = 0;
}
