import { z } from 'zod';

/** What the thread of the bridge is given at its start. */
export const threadDataSchema = z.object({
  memory: z.instanceof(SharedArrayBuffer),
  dataFolder: z.string(),
  ottoUrl: z.string(),
  shopUrl: z.string(),
  consumerKey: z.string(),
  consumerSecret: z.string(),
  /** carriers' numbers for returns that the owner has */
  returnNumbers: z.number(),
});
export type ThreadData = z.output<typeof threadDataSchema>;

/** A decision of the owner at the returns desk. */
const decisionSchema = z.object({ salesOrderId: z.string(), positionItemId: z.string() });
export type Decision = z.output<typeof decisionSchema>;

/** What the thread is asked for. */
export const askSchema = z.discriminatedUnion('ask', [
  /** jobs that are due in the same moment, by their names in the schedule */
  z.object({ ask: z.literal('run'), jobs: z.array(z.string()) }),
  /** works off what the shop's webhooks told */
  z.object({ ask: z.literal('deliveries') }),
  z.object({ ask: z.literal('accept returns'), decisions: z.array(decisionSchema) }),
  /** the process ends and another begins */
  z.object({ ask: z.literal('restart') }),
  z.object({ ask: z.literal('figures') }),
  z.object({ ask: z.literal('end') }),
]);
export type Ask = z.output<typeof askSchema>;

const figuresSchema = z.object({
  /** after a collection, of the thread of the bridge alone */
  heapBytes: z.number(),
  /** CPU of that thread so far */
  cpuMs: z.number(),
  /** rows that wait for something, by what they wait for */
  waiting: z.record(z.string(), z.number()),
  /** reports that are not confirmed yet, by state and why */
  reports: z.record(z.string(), z.number()),
  /** open ones, by code */
  incidents: z.record(z.string(), z.number()),
  /** rows by table */
  rows: z.record(z.string(), z.number()),
});
export type Figures = z.output<typeof figuresSchema>;

/** What the thread answers. */
export const answerSchema = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('ready'),
    jobs: z.array(z.object({ name: z.string(), expression: z.string() })),
    timeZone: z.string(),
  }),
  /** @property faults what kept jobs from coming through, in codes */
  z.object({ is: z.literal('done'), faults: z.array(z.string()) }),
  z.object({ is: z.literal('figures'), figures: figuresSchema }),
  z.object({ is: z.literal('failed'), reason: z.string() }),
]);
export type Answer = z.output<typeof answerSchema>;
