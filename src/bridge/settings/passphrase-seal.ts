import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm.ts';

const MIN_PASSPHRASE_LENGTH = 12;
const SALT_BYTES = 16;
/** OWASP's scrypt setting with the smallest memory but one: 32 MiB, about a third of a second. */
const COST = { N: 2 ** 15, r: 8, p: 3 };

/** The upper bounds keep a foreign file from eating all memory. */
const kdfSchema = z.strictObject({
  name: z.literal('scrypt'),
  N: z
    .int()
    .min(2 ** 14)
    .max(2 ** 18)
    .refine((n) => Number.isInteger(Math.log2(n)), 'a power of two'),
  r: z.int().min(8).max(16),
  p: z.int().min(1).max(8),
  salt: z.base64().min(16),
});

/** A text sealed with a passphrase, with all that is needed to open it but the passphrase. */
export const passphraseSealedSchema = z.strictObject({ kdf: kdfSchema, sealed: z.base64().min(1) });

export type PassphraseSealed = z.output<typeof passphraseSealedSchema>;

/** @throws ConfigError `passphrase-too-short` */
export function refuseShortPassphrase(passphrase: string): void {
  if (passphrase.length >= MIN_PASSPHRASE_LENGTH) return;
  throw new ConfigError(
    'passphrase-too-short',
    `A passphrase for secrets needs at least ${MIN_PASSPHRASE_LENGTH} characters.`,
    { params: { minimum: MIN_PASSPHRASE_LENGTH } },
  );
}

/** @throws ConfigError `passphrase-too-short` */
export async function sealWithPassphrase(
  passphrase: string,
  boundTo: string,
  text: string,
): Promise<PassphraseSealed> {
  refuseShortPassphrase(passphrase);
  const kdf = {
    name: 'scrypt' as const,
    ...COST,
    salt: randomBytes(SALT_BYTES).toString('base64'),
  };
  const key = await derive(passphrase, kdf);
  return { kdf, sealed: encrypt(key, boundTo, text) };
}

/** @returns undefined when the passphrase is wrong or anything was altered */
export async function openWithPassphrase(
  passphrase: string,
  boundTo: string,
  { kdf, sealed }: PassphraseSealed,
): Promise<string | undefined> {
  return decrypt(await derive(passphrase, kdf), boundTo, sealed);
}

/** Normalised, because an umlaut typed on another system may arrive as two characters. */
function derive(passphrase: string, kdf: PassphraseSealed['kdf']): Promise<Buffer> {
  const { N, r, p } = kdf;
  const salt = Buffer.from(kdf.salt, 'base64');
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      KEY_BYTES,
      { N, r, p, maxmem: 2 * 128 * N * r },
      (fault, key) => (fault === null ? resolve(key) : reject(fault)),
    );
  });
}
