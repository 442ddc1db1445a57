import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { SECOND } from './clock.ts';
import { ConfigError } from './errors.ts';
import type { LedgerLocation } from './ledger/database.ts';

/** Believed unless told otherwise: this machine. Whoever is believed chooses his own address. */
export const TRUSTED_PROXIES = ['loopback'] as const;

/** Words of Express for several networks. */
const NETWORK_WORDS = ['loopback', 'linklocal', 'uniquelocal'] as const;

const trustProxy = z
  .string()
  .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((part) => part.trim())))
  .refine((parts) => parts.every(isNetwork), 'must be "none" or addresses and networks, by commas');

/** Seconds; a load balancer that asks /readyz every second has noticed by then. */
const STOP_DELAY_OF_REPLICAS = 3;

/** Who may read /metrics: besides access keys whoever calls on this machine, keys alone, nobody. */
const METRICS_FOR = ['loopback', 'key', 'nobody'] as const;

export type MetricsFor = (typeof METRICS_FOR)[number];

/** What JavaScript reads as a number besides, such as "0x1F90" or " ", nobody means here. */
const wholeNumber = z
  .string()
  .trim()
  .regex(/^\d+$/, 'Invalid input: expected int')
  .transform(Number);
const decimalNumber = z
  .string()
  .trim()
  .regex(/^\d+(\.\d+)?$/, 'Invalid input: expected number')
  .transform(Number);

const environmentSchema = z.object({
  BRIDGE_DATA: z.string().min(1).default('data'),
  BRIDGE_HOST: z.string().min(1).default('127.0.0.1'),
  BRIDGE_PORT: wholeNumber.pipe(z.int().min(0).max(65_535)).default(8787),
  BRIDGE_TRUST_PROXY: trustProxy.default([...TRUSTED_PROXIES]),
  BRIDGE_METRICS: z.enum(METRICS_FOR).default('loopback'),
  BRIDGE_STOP_DELAY: decimalNumber.pipe(z.number().min(0).max(60)).optional(),
  BRIDGE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, {
      error: 'must begin with postgres:// or postgresql://',
      abort: true,
    })
    .refine(namesDatabase, 'must name a host and a database: postgres://user@host:5432/database')
    .optional(),
});

/** What the environment decides: where things lie and where the bridge listens. */
export type Config = {
  dataFolder: string;
  ledger: LedgerLocation;
  host: string;
  port: number;
  /** proxies that are believed where a call came from; undefined = `TRUSTED_PROXIES` */
  trustProxy?: readonly string[] | undefined;
  /** who may read what is measured; undefined = `loopback` */
  metricsFor?: MetricsFor | undefined;
  /** how long a stop goes on serving while /readyz says no; undefined = not at all */
  stopDelayMs?: number | undefined;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent' | undefined;
};

/**
 * Reads the environment. Empty and blank variables count as not set.
 *
 * @throws ConfigError `environment-invalid`, naming every variable that is wrong
 */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value?.trim() !== ''),
  );
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
  const { BRIDGE_METRICS, BRIDGE_STOP_DELAY, BRIDGE_TRUST_PROXY } = parsed.data;
  const stopDelay = BRIDGE_STOP_DELAY ?? (DATABASE_URL === undefined ? 0 : STOP_DELAY_OF_REPLICAS);
  const dataFolder = resolve(BRIDGE_DATA);
  return {
    dataFolder,
    ledger:
      DATABASE_URL === undefined
        ? { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') }
        : { kind: 'postgres', url: DATABASE_URL },
    host: BRIDGE_HOST,
    port: BRIDGE_PORT,
    trustProxy: BRIDGE_TRUST_PROXY,
    metricsFor: BRIDGE_METRICS,
    stopDelayMs: stopDelay * SECOND,
    logLevel: BRIDGE_LOG,
  };
}

/** Else pg takes this machine, and a database called like the user. What is no address at all it says itself. */
function namesDatabase(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return true;
  return (url.hostname !== '' || url.searchParams.has('host')) && url.pathname.length > 1;
}

/** An address, or one with the length of its network behind it, or a word of Express for several. */
function isNetwork(text: string): boolean {
  if (NETWORK_WORDS.some((word) => word === text)) return true;
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  const longest = version === 4 ? 32 : 128;
  return (
    length === undefined ||
    (/^\d{1,3}$/.test(length) && Number(length) >= 1 && Number(length) <= longest)
  );
}
