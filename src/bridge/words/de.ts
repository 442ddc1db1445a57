import type { Catalogue } from './catalogue.ts';
import { commands } from './de/commands.ts';
import { connections } from './de/connections.ts';
import { events } from './de/events.ts';
import { holds } from './de/holds.ts';
import { labels } from './de/labels.ts';
import { orders } from './de/orders.ts';
import { reasons } from './de/reasons.ts';
import { runs } from './de/runs.ts';
import { setup } from './de/setup.ts';
import type { Params } from './saying.ts';

export const de = {
  labels,
  sayings: { ...holds, ...orders, ...runs, ...connections, ...setup, ...commands },
  reasons,
  events,
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
