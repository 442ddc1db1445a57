import type { Catalogue } from './catalogue.ts';
import { access } from './de/access.ts';
import { cares } from './de/cares.ts';
import { carrierCsv } from './de/carrier-csv.ts';
import { choiceFaults, choices } from './de/choices.ts';
import { commands } from './de/commands.ts';
import { connecting } from './de/connecting.ts';
import { connections } from './de/connections.ts';
import { contradictions } from './de/contradictions.ts';
import { events } from './de/events.ts';
import { holds } from './de/holds.ts';
import { keeping } from './de/keeping.ts';
import { labels } from './de/labels.ts';
import { notices } from './de/notices.ts';
import { orders } from './de/orders.ts';
import { reasons } from './de/reasons.ts';
import { receiptEvents, receipts } from './de/receipts.ts';
import { reconcile } from './de/reconcile.ts';
import { reportDesk } from './de/report-desk.ts';
import { reportEnds } from './de/report-ends.ts';
import { reportEvents } from './de/report-events.ts';
import { reportReasons } from './de/report-reasons.ts';
import { reportReturns } from './de/report-returns.ts';
import { reportWaits } from './de/report-waits.ts';
import { returnDesk } from './de/return-desk.ts';
import { returnEvents, returns } from './de/returns.ts';
import { runs } from './de/runs.ts';
import { setup } from './de/setup.ts';
import { stock } from './de/stock.ts';
import { webhooks } from './de/webhooks.ts';
import type { Params } from './saying.ts';

export const de = {
  labels,
  sayings: {
    ...holds,
    ...orders,
    ...contradictions,
    ...choiceFaults,
    ...reconcile,
    ...reportWaits,
    ...reportEnds,
    ...reportReturns,
    ...reportDesk,
    ...returnDesk,
    ...carrierCsv,
    ...receipts,
    ...returns,
    ...stock,
    ...runs,
    ...webhooks,
    ...cares,
    ...notices,
    ...connections,
    ...connecting,
    ...setup,
    ...access,
    ...commands,
    ...keeping,
  },
  reasons: { ...reasons, ...reportReasons },
  events: { ...events, ...reportEvents, ...receiptEvents, ...returnEvents },
  choices,
  unknownCode: (code, params) => ({
    what: `Die Brücke meldet „${code || 'ohne Code'}“${details(params)}.`,
    follows: undefined,
    todo: 'Geben Sie diese Meldung bitte an, wenn Sie Hilfe anfragen; Näheres steht im Protokoll der Brücke.',
  }),
  unknownEvent: (kind, params) => `Ereignis „${kind}“${details(params)}.`,
} as const satisfies Catalogue;

function details(params: Params): string {
  const facts = Object.entries(params).map(([name, value]) => `${name}: ${value}`);
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}
