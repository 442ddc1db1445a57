import { createHash } from 'node:crypto';

/** Of what is random already: keys of programs, sessions, set-up codes. Passwords need more. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
