import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Secret } from '../settings/secret.ts';

/** What one hash costs: scrypt's N = 2^logN, r and p. */
export type PasswordCost = { logN: number; r: number; p: number };

/** 32 MiB and three rounds of it, one of OWASP's settings for scrypt. */
export const PASSWORD_COST: PasswordCost = { logN: 15, r: 8, p: 3 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** @returns e.g. `scrypt$15$8$3$salt$hash`, both base64url: salted, and with its cost in front */
export async function hashPassword(
  password: Secret,
  cost: PasswordCost = PASSWORD_COST,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await hashOf(password, salt, cost);
  const { logN, r, p } = cost;
  return ['scrypt', logN, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Compared in constant time; false too for what is no hash of ours. */
export async function isPassword(password: Secret, stored: string): Promise<boolean> {
  const read = readHash(stored);
  if (!read) return false;
  return timingSafeEqual(await hashOf(password, read.salt, read.cost), read.hash);
}

/** True when a hash was made at another cost than is asked for today. */
export function isOutdated(stored: string, cost: PasswordCost = PASSWORD_COST): boolean {
  const read = readHash(stored)?.cost;
  return read?.logN !== cost.logN || read.r !== cost.r || read.p !== cost.p;
}

function readHash(stored: string): { cost: PasswordCost; salt: Buffer; hash: Buffer } | undefined {
  const [, logN, r, p, salt, hash] = FORM.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

function hashOf(password: Secret, salt: Buffer, { logN, r, p }: PasswordCost): Promise<Buffer> {
  const N = 2 ** logN;
  // One keyboard writes an accent as one sign, another as two: both are the same password.
  const text = password.reveal().normalize('NFC');
  return derive(text, salt, HASH_BYTES, { N, r, p, maxmem: 2 * 128 * N * r });
}
