import { z } from 'zod';
import { importRun, importRunLine } from './import-runs.ts';
import { nothing, operation } from './operation.ts';

/** What a page shows that may have changed. */
export const TOPICS = [
  'orders',
  'incidents',
  'transmissions',
  'import-runs',
  'jobs',
  'receipts',
  'stock',
  'returns',
  'skus',
] as const;

export type Topic = (typeof TOPICS)[number];

/**
 * Events of an import run. `line` events carry their line's id as event id, so that a reader that
 * comes back goes on after it (`Last-Event-ID`). After `end` the stream is closed, and the reader
 * has to close too: a browser would come back otherwise.
 */
export const importRunEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('run'), data: importRun }),
  z.object({ event: z.literal('line'), data: importRunLine }),
  z.object({ event: z.literal('end'), data: importRun }),
]);

/** One at once, without topics; then one whenever something changed. */
export const changedEvent = z.object({
  event: z.literal('changed'),
  data: z.object({
    topics: z.array(z.enum(TOPICS)),
    openIncidents: z.int().nonnegative(),
    /** import runs in hand, by account */
    runsInHand: z.array(
      z.object({ accountId: z.string(), importRunId: z.string(), isRehearsal: z.boolean() }),
    ),
  }),
});

export const eventOperations = {
  followImportRun: operation({
    method: 'get',
    path: '/api/v1/import-runs/:importRunId/events',
    access: 'view',
    area: 'imports',
    summary: 'The progress of an import run as server-sent events, until it has ended',
    params: z.strictObject({ importRunId: z.uuid() }),
    query: z.strictObject({
      /** lines after this one alone; the header Last-Event-ID goes before it */
      after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
    }),
    body: nothing,
    status: 200,
    mediaType: 'text/event-stream',
    answer: importRunEvent,
  }),
  followChanges: operation({
    method: 'get',
    path: '/api/v1/events',
    access: 'view',
    area: 'state',
    summary: 'What changed, as server-sent events: for pages that show it to ask again',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    mediaType: 'text/event-stream',
    answer: changedEvent,
  }),
};
