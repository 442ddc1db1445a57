import type { Catalogue } from './catalogue.ts';
import { access } from './en/access.ts';
import { cares } from './en/cares.ts';
import { carrierCsv } from './en/carrier-csv.ts';
import { choiceFaults, choices } from './en/choices.ts';
import { commands } from './en/commands.ts';
import { connecting } from './en/connecting.ts';
import { connections } from './en/connections.ts';
import { contradictions } from './en/contradictions.ts';
import { events } from './en/events.ts';
import { holds } from './en/holds.ts';
import { keeping } from './en/keeping.ts';
import { labels } from './en/labels.ts';
import { notices } from './en/notices.ts';
import { orders } from './en/orders.ts';
import { reasons } from './en/reasons.ts';
import { receiptEvents, receipts } from './en/receipts.ts';
import { reconcile } from './en/reconcile.ts';
import { reportDesk } from './en/report-desk.ts';
import { reportEnds } from './en/report-ends.ts';
import { reportEvents } from './en/report-events.ts';
import { reportReasons } from './en/report-reasons.ts';
import { reportReturns } from './en/report-returns.ts';
import { reportWaits } from './en/report-waits.ts';
import { returnDesk } from './en/return-desk.ts';
import { returnEvents, returns } from './en/returns.ts';
import { runs } from './en/runs.ts';
import { setup } from './en/setup.ts';
import { stock } from './en/stock.ts';
import { webhooks } from './en/webhooks.ts';
import type { Params } from './saying.ts';

export const en = {
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
    what: `The bridge reports “${code || 'no code'}”${details(params)}.`,
    follows: undefined,
    todo: 'Please quote this message when you ask for help; the bridge’s log tells more.',
  }),
  unknownEvent: (kind, params) => `Event “${kind}”${details(params)}.`,
} as const satisfies Catalogue;

function details(params: Params): string {
  const facts = Object.entries(params).map(([name, value]) => `${name}: ${value}`);
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}
