import { type Config, loadConfig } from '../config.ts';
import { type Bridge, openBridge } from '../create-bridge.ts';
import { databaseClock } from '../database-clock.ts';
import { ConfigError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createPinoLogger } from '../pino-logger.ts';
import { systemClock } from '../system-clock.ts';
import type { Language } from '../words/saying.ts';
import { CallFault } from './call-fault.ts';
import { commandLine } from './command-hints.ts';
import { type Column, tableText, wrap } from './layout.ts';
import { CLI_WORDS, type CliWords } from './words/cli-words.ts';

/** Streams and environment of one call, so that a test can be a terminal. */
export type CliIo = {
  out: (text: string) => void;
  err: (text: string) => void;
  environment: Record<string, string | undefined>;
  /** shows progress bars and asks for secrets only when a person sits there */
  isTerminal: boolean;
  /** width of the terminal; undefined where there is none */
  columns: number | undefined;
  /** asks a person; what is typed is not shown */
  askHidden: (question: string) => Promise<string>;
  signal: AbortSignal;
};

/** Where nothing says how wide the terminal is, and the widest that is still well read. */
const USUAL_WIDTH = 120;
const WIDEST_PROSE = 100;

/** What a command works with. */
export type CliContext = {
  io: CliIo;
  language: Language;
  words: CliWords;
  isJson: boolean;
  width: number;
  /** opens the bridge for one command and closes it after */
  withBridge<Result>(work: (bridge: Bridge, config: Config) => Promise<Result>): Promise<Result>;
  /** plain text, broken where the terminal ends; nothing when the answer is JSON */
  say(text: string): void;
  /** a command to copy, below what was said */
  sayCommand(call: string): void;
  /** the one answer as JSON; nothing when it is text */
  json(value: unknown): void;
  table(columns: Column[], rows: string[][]): void;
};

export function createCliContext(io: CliIo, language: Language, isJson: boolean): CliContext {
  const width = widthOf(io);
  const write = (text: string) => {
    if (!isJson) io.out(`${text}\n`);
  };
  const say = (text: string) => write(wrap(text, Math.min(width, WIDEST_PROSE)));
  return {
    io,
    language,
    words: CLI_WORDS[language],
    isJson,
    width,
    say,
    sayCommand: (call) => say(`  ${commandLine(call)}`),
    json: (value) => {
      if (isJson) io.out(`${JSON.stringify(value, null, 2)}\n`);
    },
    table: (columns, rows) => write(tableText(columns, rows, width)),
    withBridge: async (work) => {
      const config = loadConfig(io.environment);
      const bridge = await openFor(io, config, 'silent');
      try {
        return await work(bridge, config);
      } finally {
        await bridge.close();
      }
    },
  };
}

/** @param usualLevel of the log, unless BRIDGE_LOG names one */
export async function openFor(
  io: CliIo,
  config: Config,
  usualLevel: 'info' | 'silent',
): Promise<Bridge> {
  const logger = createPinoLogger(config.logLevel ?? usualLevel);
  const clock =
    config.ledger.kind === 'postgres'
      ? ({ loadServerTime }: Ledger) => databaseClock(systemClock, loadServerTime, logger)
      : systemClock;
  try {
    return await openBridge(config, { clock, logger, environment: io.environment });
  } catch (error) {
    if (error instanceof ConfigError && error.cause instanceof TypeError) {
      if (error.code === 'ledger-not-usable') throw new CallFault('database-url-unreadable');
    }
    throw error;
  }
}

function widthOf({ columns, environment }: CliIo): number {
  const given = columns ?? Number(environment.COLUMNS);
  return Number.isInteger(given) && given >= 40 ? given : USUAL_WIDTH;
}
