import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './errors.ts';
import type { LedgerLocation } from './ledger/database.ts';

const environmentSchema = z.object({
  BRIDGE_DATA: z.string().min(1).default('data'),
  BRIDGE_HOST: z.string().min(1).default('127.0.0.1'),
  BRIDGE_PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  BRIDGE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
});

/** What the environment decides: where things lie and where the bridge listens. */
export type Config = {
  dataFolder: string;
  ledger: LedgerLocation;
  host: string;
  port: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent' | undefined;
};

/**
 * Reads the environment. Empty variables count as not set.
 *
 * @throws ConfigError `environment-invalid`, naming every variable that is wrong
 */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const problems = parsed.error.issues
      .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
      .join('; ');
    throw new ConfigError('environment-invalid', `The environment is not usable: ${problems}`, {
      params: { problems },
    });
  }
  const { BRIDGE_DATA, BRIDGE_HOST, BRIDGE_PORT, BRIDGE_LOG, DATABASE_URL } = parsed.data;
  const dataFolder = resolve(BRIDGE_DATA);
  return {
    dataFolder,
    ledger:
      DATABASE_URL === undefined
        ? { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') }
        : { kind: 'postgres', url: DATABASE_URL },
    host: BRIDGE_HOST,
    port: BRIDGE_PORT,
    logLevel: BRIDGE_LOG,
  };
}
