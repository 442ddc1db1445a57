import { z } from 'zod';
import { baseUrlSchema } from './base-url.ts';
import { importRuleOverridesSchema } from './import-rule-overrides.ts';
import { isSchedule } from './is-schedule.ts';
import { sealedSchema } from './sealing-key.ts';
import { shippingRuleOverridesSchema } from './shipping-rule-overrides.ts';

/** Written in place of a cron expression: nothing is fetched by itself. */
export const SCHEDULE_OFF = 'off';

/** When something happens by itself. */
export const scheduleSchema = z
  .string()
  .refine((text) => text === SCHEDULE_OFF || isSchedule(text), {
    error: 'a cron expression such as */5 * * * *, or "off"',
  });

/** One account at OTTO Market. Its id never changes: secrets and the ledger are bound to it. */
export const accountSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,32}$/, '1 to 32 of a-z, 0-9 and "-"'),
  name: z.string().trim().min(1).max(100),
  state: z.enum(['draft', 'active', 'paused']).default('draft'),
  environment: z
    .union([z.enum(['production', 'sandbox']), z.strictObject({ baseUrl: baseUrlSchema })], {
      error: 'expected "production", "sandbox" or { "baseUrl": "https://…" }',
    })
    .default('production'),
  tokenPath: z
    .string()
    .regex(/^\/(?!\/)[A-Za-z0-9._~/-]*$/, 'a path such as /v1/token')
    .default('/v1/token'),
  clientId: z.string().trim().max(200).default(''),
  /** null only while nothing was entered yet; an active or paused account has one */
  clientSecret: sealedSchema.nullable().default(null),
  /** what the common token is asked for; any other right is asked for with a token of its own */
  scopes: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/, 'a scope name such as orders'))
    .min(1)
    .default(() => ['orders', 'shipments']),
  requestsPerSecond: z.number().min(0.1).max(20).default(5),
  /** UTC ISO; only orders ordered since then are imported; null = all that OTTO lists */
  startAt: z.iso
    .datetime({ error: 'a UTC moment such as 2026-01-31T00:00:00Z' })
    .nullable()
    .default(null),
  /** null = the default of plugin-manifest.json */
  schedule: scheduleSchema.nullable().default(null),
  rules: importRuleOverridesSchema.default(() => ({})),
  shipping: shippingRuleOverridesSchema.default(() => ({})),
});

export type Account = z.output<typeof accountSchema>;

/** @returns the cron expression that holds for an account or job, or null when it is switched off */
export function effectiveSchedule(
  { schedule }: { schedule: string | null },
  manifestDefault: string,
): string | null {
  return schedule === SCHEDULE_OFF ? null : (schedule ?? manifestDefault);
}

/** What an account lacks before it may leave `draft`, as field names. */
export function missingForActive(account: Account): ('clientId' | 'clientSecret')[] {
  const missing: ('clientId' | 'clientSecret')[] = [];
  if (account.clientId === '') missing.push('clientId');
  if (account.clientSecret === null) missing.push('clientSecret');
  return missing;
}
