import { clockTime } from './calendar.ts';
import type { LargeShop } from './large-shop.ts';

/** What goes wrong on this day, by German clocks: both sides are away, answers and webhooks get lost. */
export function planTroubles({ otto, shop, calendar }: LargeShop): {
  /** the shop's cron stands still */
  isCronStalled(minute: number): boolean;
  /** webhooks vanish on their way */
  areWebhooksLost(minute: number): boolean;
  /** the process of the bridge ends and begins anew */
  restartsIn(minute: number): boolean;
} {
  const always = { times: Number.POSITIVE_INFINITY };
  const between = (begins: string, ends: string, order: () => () => void) => {
    calendar.at(clockTime(begins), () => {
      calendar.at(clockTime(ends), order());
    });
  };
  between('09:10', '09:50', () => {
    const ticket = otto.faults.htmlPage(503, { on: 'any', ...always });
    return () => ticket.withdraw();
  });
  between('13:20', '13:45', () => {
    const handle = shop.faults.maintenance(always);
    return () => handle.cancel();
  });
  between('14:00', '14:10', () => {
    const ticket = otto.faults.answerWith(500, { on: 'token', ...always });
    return () => ticket.withdraw();
  });
  between('20:18', '20:24', () => {
    const handle = shop.faults.badGateway(always);
    return () => handle.cancel();
  });
  calendar.at(clockTime('10:20'), () => {
    otto.faults.tooManyRequests({ retryAfter: 2, times: 10 });
  });
  // Done, and nobody heard of it: what is told a second time would double it.
  for (const moment of ['12:30', '16:20', '17:10', '22:00']) {
    calendar.at(clockTime(moment), () => {
      otto.faults.dropAfterEffect({ on: 'create-shipment', times: 2 });
      shop.faults.dropAfterEffect({ method: 'POST', times: 1 });
    });
  }
  calendar.at(clockTime('20:16'), () => {
    shop.faults.dropAfterEffect({ method: 'POST', path: '/orders/batch', times: 2 });
  });
  const isWithin = (begins: string, ends: string) => (minute: number) =>
    minute >= clockTime(begins) && minute < clockTime(ends);
  return {
    isCronStalled: isWithin('11:00', '11:20'),
    areWebhooksLost: isWithin('16:30', '17:15'),
    restartsIn: (minute) => minute === clockTime('17:00') || minute === clockTime('20:20'),
  };
}
