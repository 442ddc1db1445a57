import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runCli } from '../../../src/bridge/cli/run-cli.ts';
import { writeText } from '../../../src/bridge/ledger/copy/documents.ts';
import type { Fingerprint } from '../../../src/bridge/ledger/copy/fingerprint.ts';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { settingsText } from '../../../src/bridge/settings/parse-settings.ts';
import { parseSealingKey } from '../../../src/bridge/settings/sealing-key.ts';
import { type DatabaseKind, preparedLocation } from '../../databases.ts';
import { wholeSettings } from '../settings/make-settings.ts';
import { temporaryFolder } from '../settings/temporary-folder.ts';
import { fillEveryTable, onSide } from './filled-ledger.ts';

export const KEY_TEXT = `${Buffer.alloc(32, 7).toString('base64')}\n`;
export const PASSPHRASE = 'vier Wörter sind genug';

/** What one command line came to. */
export type Answer = { exitCode: number; text: string; json: Record<string, unknown> };

export type KeepingWorld = {
  kind: DatabaseKind;
  /** holds all that is made for the test */
  folder: string;
  dataFolder: string;
  location: LedgerLocation;
  environment: Record<string, string | undefined>;
  /** what every table held when the test began */
  original: Fingerprint;
  settings: string;
  run(argv: string[], environment?: Record<string, string | undefined>): Promise<Answer>;
};

/** A bridge with something in every table, settings with sealed secrets, and their key. */
export async function startKeepingWorld(
  kind: DatabaseKind,
  options: { isEmpty?: boolean } = {},
): Promise<KeepingWorld> {
  const folder = await temporaryFolder();
  const dataFolder = join(folder, 'data');
  await mkdir(dataFolder, { mode: 0o700 });
  const location = await locationIn(dataFolder, kind);
  const key = parseSealingKey(KEY_TEXT, 'the test');
  if (!key) throw new Error('The key of the test is none');
  const settings = settingsText(wholeSettings(key));
  const isEmpty = options.isEmpty === true;
  const original = isEmpty ? { tables: {}, lastNumbers: {} } : await fillEveryTable(location);
  if (!isEmpty) {
    await writeFile(join(dataFolder, 'secret.key'), KEY_TEXT);
    if (kind === 'sqlite') await writeFile(join(dataFolder, 'settings.json'), settings);
    else await onSide(location, (side) => writeText(side, 'settings', settings));
  }
  const environment = {
    BRIDGE_DATA: dataFolder,
    BRIDGE_LOG: 'silent',
    BRIDGE_LANG: 'en',
    DATABASE_URL: location.kind === 'postgres' ? location.url : undefined,
  };
  return {
    kind,
    folder,
    dataFolder,
    location,
    environment,
    original,
    settings,
    run: (argv, changes = {}) => runCommand(argv, { ...environment, ...changes }),
  };
}

/** For a command in this process; a password never shows in what it says. */
export async function runCommand(
  argv: string[],
  environment: Record<string, string | undefined>,
): Promise<Answer> {
  const written = { out: '', err: '' };
  const exitCode = await runCli(argv, {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    environment,
    isTerminal: false,
    columns: 200,
    askHidden: async () => '',
    signal: new AbortController().signal,
  });
  const text = `${written.out}\n${written.err}`.replace(/\s+/g, ' ').trim();
  for (const secret of [KEY_TEXT.trim(), PASSPHRASE, ':postgres@', ':wrong@']) {
    expect(text).not.toContain(secret);
  }
  const isJson = argv.includes('--json') && written.out !== '';
  return { exitCode, text, json: isJson ? JSON.parse(written.out) : {} };
}

/** A PostgreSQL database, or the place of a file; without any table in it when it is to be bare. */
async function locationIn(dataFolder: string, kind: DatabaseKind): Promise<LedgerLocation> {
  const prepared = await preparedLocation(kind);
  if (prepared.kind === 'postgres') return prepared;
  const path = join(dataFolder, 'ledger.sqlite');
  await writeFile(path, await readFile(prepared.path));
  return { kind: 'sqlite', path };
}

export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Names in a folder that say that something was begun. */
export async function unfinishedIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.includes('.unfinished-'));
}

/** What a bridge adds by itself while a test looks: its audit. */
export function withoutAudit({ tables, lastNumbers }: Fingerprint): Fingerprint {
  const { audit_entries: _entries, ...others } = tables;
  const { audit_entries: _last, ...numbers } = lastNumbers;
  return { tables: others, lastNumbers: numbers };
}
