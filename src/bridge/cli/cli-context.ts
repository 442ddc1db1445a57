import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import Table from 'cli-table3';
import { loadConfig } from '../config.ts';
import { type Bridge, openBridge } from '../create-bridge.ts';
import { ConfigError } from '../errors.ts';
import { createPinoLogger } from '../pino-logger.ts';
import { systemClock } from '../system-clock.ts';
import type { Language } from '../words/saying.ts';
import { CLI_WORDS } from './cli-words.ts';
import type { CliWords } from './words.ts';

/** Streams and environment of one call, so that a test can be a terminal. */
export type CliIo = {
  out: (text: string) => void;
  err: (text: string) => void;
  environment: Record<string, string | undefined>;
  /** shows progress bars and asks for secrets only when a person sits there */
  isTerminal: boolean;
  signal: AbortSignal;
};

/** No rule between rows: a list is read row by row. */
const COMPACT = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** What a command works with. */
export type CliContext = {
  io: CliIo;
  language: Language;
  words: CliWords;
  isJson: boolean;
  /** opens the bridge for one command and closes it after */
  withBridge<Result>(work: (bridge: Bridge) => Promise<Result>): Promise<Result>;
  /** plain text, or nothing when the answer is JSON */
  say(text: string): void;
  /** the answer as JSON, or nothing when it is text */
  json(value: unknown): void;
  table(head: string[], rows: string[][]): void;
};

export function createCliContext(io: CliIo, language: Language, isJson: boolean): CliContext {
  const say = (text: string) => {
    if (!isJson) io.out(`${text}\n`);
  };
  return {
    io,
    language,
    words: CLI_WORDS[language],
    isJson,
    say,
    json: (value) => {
      if (isJson) io.out(`${JSON.stringify(value, null, 2)}\n`);
    },
    table: (head, rows) => {
      const table = new Table({ head, style: { head: [], border: [] }, chars: COMPACT });
      table.push(...rows);
      say(table.toString());
    },
    withBridge: async (work) => {
      const config = loadConfig(io.environment);
      const logger = createPinoLogger(config.logLevel ?? 'silent');
      const { environment } = io;
      const bridge = await openBridge(config, { clock: systemClock, logger, environment });
      try {
        return await work(bridge);
      } finally {
        await bridge.close();
      }
    },
  };
}

/**
 * A secret from its option, its environment variable, or typed in without being shown.
 *
 * @throws ConfigError `secret-needed` when none of these gives one
 */
export async function askSecret(
  context: CliContext,
  secret: { given: string | undefined; variable: string; what: string },
): Promise<string> {
  const known = secret.given ?? context.io.environment[secret.variable];
  if (known) return known;
  if (!context.io.isTerminal) {
    throw new ConfigError('secret-needed', `${secret.what} is missing`, {
      params: { what: secret.what, variable: secret.variable },
    });
  }
  process.stderr.write(`${secret.what}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const silent = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await silent.question('');
  } finally {
    silent.close();
    process.stderr.write('\n');
  }
}

/**
 * A day as the owner types it, as the UTC moment at which it begins in Germany.
 *
 * @throws ConfigError `date-invalid`
 */
export function momentFromDay(day: string): string {
  const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(day);
  const moment = new Date(isMoment ? day : berlinMidnight(day));
  const isDay =
    isMoment || moment.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' }) === day;
  if (Number.isNaN(moment.getTime()) || !isDay) {
    throw new ConfigError('date-invalid', 'Not a day', { params: { day } });
  }
  return moment.toISOString();
}

/** Midnight in Berlin is 22:00 or 23:00 UTC of the day before; the one that reads 00:00 there counts. */
function berlinMidnight(day: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return Number.NaN;
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  const hour = (moment: number) =>
    new Date(moment).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Berlin', hour: '2-digit' });
  const summer = utcMidnight - 2 * 3_600_000;
  if (Number.isNaN(summer)) return Number.NaN;
  return hour(summer) === '00' ? summer : utcMidnight - 3_600_000;
}
