import { z } from 'zod';
import { importRun } from './import-runs.ts';
import { nothing, operation } from './operation.ts';
import { amount, currency, moment, told } from './parts.ts';
import { incident } from './state.ts';

const count = z.int().nonnegative();

/** Of the last contact, whatever made it; nothing is called to find out. */
const sideHealth = z.object({
  /**
   * `ok` = the last contact worked; `down` = an outage or a refused connection is open;
   * `unknown` = no contact yet; `off` = not set up, a draft or paused
   */
  state: z.enum(['ok', 'down', 'unknown', 'off']),
  stateWord: z.string(),
  /** when it last worked */
  lastSuccessAt: moment.nullable(),
  /** what is wrong */
  incident: z.object({ incidentId: z.int(), openedAt: moment, about: told }).nullable(),
});

const day = z.iso.date();

export const statisticsDay = z.object({
  /** calendar day in Germany */
  day,
  /** orders placed at OTTO */
  placed: count,
  /** their gross sum */
  grossCents: z.int(),
  gross: amount,
  /** orders that came into the shop */
  imported: count,
  /** pieces that were handed over and reported here, as far as OTTO had promised a day */
  handedOver: count,
  /** of these: in time for the promise */
  onTime: count,
  /** whole percent, rounded down; null = nothing was handed over */
  onTimePercent: z.int().min(0).max(100).nullable(),
  /** orders that are wholly returned, by the day of OTTO's last change to them */
  returned: count,
  /** orders that are wholly cancelled, likewise */
  cancelled: count,
});

export const todayOperations = {
  getToday: operation({
    method: 'get',
    path: '/api/v1/today',
    access: 'view',
    area: 'state',
    summary: 'How things stand, in one sentence, and what is to be done today',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      at: moment,
      /** `good` = all is safe; `busy` = so it is, and there is work; `bad` = something is wrong; `new` = not live yet */
      tone: z.enum(['good', 'busy', 'bad', 'new']),
      sentence: z.string(),
      /** orders placed in the last 30 days, counted up to 1,000 */
      orders: z.object({ count, isCapped: z.boolean() }),
      otto: z.array(sideHealth.extend({ accountId: z.string(), name: z.string() })),
      shop: sideHealth,
      /** what somebody has to do; `orders` counts orders, `reports` counts reports */
      due: z.object({
        /** orders with pieces that have to leave today to keep the promise */
        shipToday: count,
        /** orders with pieces whose time is over */
        overdue: count,
        /** orders with pieces to ship at all, counted up to 1,000 */
        toShip: count,
        /** the end of the time for today's; null = nothing has to leave today */
        shipBy: moment.nullable(),
        /** reports that lack something, e.g. a tracking number */
        waitingReports: count,
        /** reports that OTTO refused or that are unclear */
        failedReports: count,
        /** cancellations that wait for a yes */
        cancellationsToConfirm: count,
        /** orders in which shop and OTTO contradict each other */
        ordersToDecide: count,
        /** orders in the tab `problem`, counted up to 1,000 */
        problems: count,
      }),
      incidents: z.object({ open: count, latest: z.array(incident).max(5) }),
      runs: z.array(
        z.object({
          accountId: z.string(),
          name: z.string(),
          last: importRun.nullable(),
          nextRunAt: moment.nullable(),
        }),
      ),
      setUp: z.object({
        isLive: z.boolean(),
        /** what is missing before orders come in, in the order in which it is done */
        missing: z.array(z.object({ step: z.enum(['shop', 'account', 'live']), what: z.string() })),
      }),
    }),
  }),
  getStatistics: operation({
    method: 'get',
    path: '/api/v1/statistics',
    access: 'view',
    area: 'state',
    summary: 'Orders, sums, on-time rate, returns and cancellations for each of the last days',
    params: nothing,
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(30) }),
    body: nothing,
    status: 200,
    answer: z.object({
      currency,
      /** what OTTO asks for */
      targetPercent: z.int(),
      /** oldest first; today is the last and is not over */
      days: z.array(statisticsDay),
    }),
  }),
};
