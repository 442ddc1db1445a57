import { hkdfSync } from 'node:crypto';
import { inspect } from 'node:util';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm.ts';
import { Secret } from './secret.ts';

/** A secret as it lies in the settings: base64 of version, iv, tag and ciphertext. */
export const sealedSchema = z.strictObject({ sealed: z.base64().min(1) });

export type Sealed = z.output<typeof sealedSchema>;

/** The key that seals the secrets in the settings. It is never part of them. */
export class SealingKey {
  readonly #bytes: Buffer;
  /** where the key came from, for messages: a file's path or the variable's name */
  readonly origin: string;

  constructor(bytes: Buffer, origin: string) {
    if (bytes.length !== KEY_BYTES) throw new RangeError(`A sealing key has ${KEY_BYTES} bytes`);
    this.#bytes = bytes;
    this.origin = origin;
  }

  /** @param position e.g. `accounts.main.clientSecret`; the sealed value opens only there */
  seal(position: string, secret: Secret): Sealed {
    return { sealed: encrypt(this.#bytes, position, secret.reveal()) };
  }

  /** @throws ConfigError `secret-not-openable`: another key, or the value was moved or altered */
  open(position: string, sealed: Sealed): Secret {
    const text = decrypt(this.#bytes, position, sealed.sealed);
    if (text !== undefined) return new Secret(text);
    throw new ConfigError(
      'secret-not-openable',
      `The secret at ${position} does not open with the key from ${this.origin}: it was sealed with another key, or moved or altered in the settings. Put the former key back, or enter this secret anew.`,
      { params: { position, origin: this.origin } },
    );
  }

  /**
   * A secret of its own for one purpose, the same at every call and nowhere stored. Another label, or
   * another key, gives another secret; none tells anything about the key.
   */
  derive(label: string): Secret {
    const purpose = `otto-market-bridge/derived/${label}`;
    const derived = hkdfSync('sha256', this.#bytes, '', purpose, KEY_BYTES);
    return new Secret(Buffer.from(derived).toString('base64url'));
  }

  toJSON(): string {
    return '•••';
  }

  [inspect.custom](): string {
    return `SealingKey from ${this.origin}`;
  }
}

/** @returns the key written as 64 hex digits or as base64 of 32 bytes; undefined for anything else */
export function parseSealingKey(text: string, origin: string): SealingKey | undefined {
  const written = text.trim();
  if (/^[0-9a-f]{64}$/i.test(written)) return new SealingKey(Buffer.from(written, 'hex'), origin);
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(written)) return undefined;
  return new SealingKey(Buffer.from(written, 'base64'), origin);
}
