import { createHash } from 'node:crypto';

/** Names what somebody saw, so that a change based on it can be told from one based on something newer. */
export function versionOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
