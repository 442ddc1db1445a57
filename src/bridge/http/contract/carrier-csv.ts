import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { accountId, told } from './parts.ts';
import { labelText } from './report-parts.ts';

const column = z.string().min(1).max(200);

/** The names of columns are needed only where the layout of a file is not known by itself. */
const query = z
  .strictObject({
    accountId: accountId.optional(),
    /** of the whole file, where no column says otherwise */
    carrier: labelText.optional(),
    orderReference: column.optional(),
    trackingNumber: column.optional(),
    carrierColumn: column.optional(),
    returnNumber: column.optional(),
    shippedAt: column.optional(),
    sku: column.optional(),
    quantity: column.optional(),
    dateFormat: z.enum(['de', 'iso', 'us']).optional(),
  })
  .superRefine(({ accountId: _account, carrier: _carrier, ...columns }, context) => {
    if (Object.keys(columns).length === 0) return;
    for (const needed of ['orderReference', 'trackingNumber'] as const) {
      if (columns[needed] !== undefined) continue;
      context.addIssue({ code: 'invalid_type', expected: 'string', path: [needed], input: '' });
    }
  });

const count = z.int().nonnegative();

const answer = z.object({
  /** false: nothing was taken over, each row says what would become of it */
  isCommitted: z.boolean(),
  encoding: z.string(),
  delimiter: z.string(),
  /** null = unknown, or read by the columns that were named */
  layout: z.string().nullable(),
  /** the header of the file, for columns to be named by */
  columns: z.array(z.string()),
  /** which columns were read; null = none, see `problems` */
  mapping: z.record(z.string(), z.string()).nullable(),
  problems: z.array(told),
  counts: z.object({ due: count, waits: count, known: count, refused: count, leftOut: count }),
  rows: z.array(
    z.object({
      /** as a spreadsheet counts, the header being 1 */
      rowNumber: z.int(),
      orderReference: z.string(),
      trackingNumber: z.string(),
      outcome: z.enum(['due', 'waits', 'known', 'refused', 'left-out']),
      outcomeWord: z.string(),
      accountId: z.string().nullable(),
      salesOrderId: z.string().nullable(),
      orderNumber: z.string().nullable(),
      wooOrderId: z.int().nullable(),
      transmissionId: z.string().nullable(),
      positionItemIds: z.array(z.string()),
      /** what it waits for, or why nothing comes of it */
      about: told.nullable(),
    }),
  ),
});

/** The bytes of the file as they are: its encoding is found out. */
const body = z.instanceof(Uint8Array);
const takes = ['text/csv', 'application/octet-stream'] as const;

export const carrierCsvOperations = {
  previewCarrierCsv: operation({
    method: 'post',
    path: '/api/v1/carrier-csv/preview',
    access: 'view',
    area: 'shipments',
    summary: 'What a carrier’s file would report, row by row; nothing is committed',
    audit: false,
    params: nothing,
    query,
    body,
    takes,
    status: 200,
    answer,
  }),
  takeCarrierCsv: operation({
    method: 'post',
    path: '/api/v1/carrier-csv',
    access: 'operate',
    area: 'shipments',
    summary: 'Report what a carrier’s file says was shipped; the same row twice changes nothing',
    params: nothing,
    query,
    body,
    takes,
    status: 200,
    answer,
  }),
};
