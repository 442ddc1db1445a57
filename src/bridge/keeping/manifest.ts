import { z } from 'zod';
import { passphraseSealedSchema } from '../settings/passphrase-seal.ts';

export const BACKUP_KIND = 'otto-market-bridge-backup';
export const BACKUP_FORMAT_VERSION = 1;

/** Names in a backup's folder. The manifest is written last: without it a backup is none. */
export const MANIFEST_FILE = 'manifest.json';
export const LEDGER_COPY = 'ledger.sqlite';
export const SETTINGS_COPY = 'settings.json';
export const KEY_COPY = 'secret.key';
export const SEALED_KEY_COPY = 'secret.key.sealed.json';

export const versionedSchema = z.looseObject({
  kind: z.literal(BACKUP_KIND),
  formatVersion: z.int().min(1),
});

const fileSchema = z.strictObject({
  name: z.enum([LEDGER_COPY, SETTINGS_COPY, KEY_COPY, SEALED_KEY_COPY]),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a backup holds, and by what it is told to be whole. */
export const manifestSchema = z.strictObject({
  kind: z.literal(BACKUP_KIND),
  formatVersion: z.literal(BACKUP_FORMAT_VERSION),
  /** of the bridge that made it */
  bridgeVersion: z.string(),
  madeAt: z.iso.datetime(),
  /** where it was copied from; the copy is an SQLite ledger either way */
  database: z.enum(['sqlite', 'postgres']),
  migrations: z.array(z.string()),
  tables: z.record(
    z.string(),
    z.strictObject({ rows: z.int().min(0), checksum: z.string().regex(/^[0-9a-f]{32}$/) }),
  ),
  lastNumbers: z.record(z.string(), z.int().min(0)),
  files: z.array(fileSchema),
});

export type Manifest = z.output<typeof manifestSchema>;
export type BackedUpFile = z.output<typeof fileSchema>;

/** The key to the secrets, sealed with a passphrase and bound to its backup. */
export const sealedKeySchema = z.strictObject({ key: passphraseSealedSchema });

/** @param madeAt of the manifest */
export function keyBinding(madeAt: string): string {
  return `${BACKUP_KIND}/${madeAt}`;
}
