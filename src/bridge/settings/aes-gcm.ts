import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;

export const KEY_BYTES = 32;

/**
 * AES-256-GCM with a fresh random iv.
 *
 * @param boundTo authenticated with the text, not stored: `decrypt` must name the same
 * @returns base64 of version (1 byte), iv (12), tag (16), ciphertext
 */
export function encrypt(key: Buffer, boundTo: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundData(boundTo));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), ciphertext]).toString(
    'base64',
  );
}

/** @returns undefined when key, binding or text are not those of `encrypt`: GCM can't tell which */
export function decrypt(key: Buffer, boundTo: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < HEAD_BYTES || bytes[0] !== VERSION) return undefined;
  const iv = bytes.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundData(boundTo));
  decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, HEAD_BYTES));
  const start = decipher.update(bytes.subarray(HEAD_BYTES));
  try {
    return Buffer.concat([start, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function boundData(boundTo: string): Buffer {
  return Buffer.from(`otto-market-bridge/${VERSION}/${boundTo}`, 'utf8');
}
