import { z } from 'zod';
import { RETURN_CONDITIONS } from './returns/return-words.ts';

/** Written in place of a status slug: the shop order keeps the status it has. */
export const LEAVE_AS_IT_IS = 'leave-as-it-is';

const slug = z
  .string()
  .regex(/^[a-z0-9_-]{1,20}$/, 'a WooCommerce status slug without "wc-", e.g. on-hold')
  .refine((value) => !value.startsWith('wc-'), 'write the slug without "wc-"');

/** A status the bridge writes itself; `refunded` would make the shop book a full refund. */
const written = slug.refine((value) => value !== 'refunded', 'the shop refunds by this status');

const always = written.refine((value) => value !== LEAVE_AS_IT_IS, 'choose a status');

/**
 * Which shop status each phase gets. The first three always name a status; the others may be
 * {@link LEAVE_AS_IT_IS}. Only a returned order may be `refunded`, as it gets there by its refunds.
 * Defaults: docs/status-mapping.md.
 */
export const statusMappingSchema = z.strictObject({
  announced: always.default('on-hold'),
  processable: always.default('processing'),
  sent: always.default('completed'),
  returned: slug.default('refunded'),
  cancelledByMarketplace: written.default('cancelled'),
  cancelledByPartner: written.default('cancelled'),
});

export type StatusMapping = z.output<typeof statusMappingSchema>;

/** The owner's choices that decide what an order becomes in the shop. An account may override each. */
export const importRulesSchema = z.strictObject({
  statusMapping: statusMappingSchema.default(() => statusMappingSchema.parse({})),
  /** off: announced orders wait in the backlog; all / prepayment: they enter the shop unpaid */
  announcedImport: z.enum(['off', 'all', 'prepayment']).default('off'),
  /** a SKU the shop lacks: a named line without product, or the whole order waits */
  unknownSku: z.enum(['named-line', 'hold']).default('named-line'),
  /** put pieces back on stock when OTTO cancels or accepts them back after payment */
  restockCancelled: z.boolean().default(true),
  restockReturned: z.boolean().default(false),
  /** in which conditions a returned piece counts for that; `unknown` = OTTO names none */
  restockConditions: z
    .array(z.enum([...RETURN_CONDITIONS, 'unknown']))
    .default((): ('A' | 'B' | 'unknown')[] => ['A', 'B', 'unknown']),
  /** language of notes and visible texts in shop orders */
  language: z.enum(['de', 'en']).default('de'),
});

export type ImportRules = z.output<typeof importRulesSchema>;
