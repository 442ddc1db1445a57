import type { Answer } from '../answer.ts';
import type { FakeOttoBehaviour } from '../behaviour.ts';

/** 429 with plain text: neither body nor headers are documented (6.1), so clients must need neither. */
export function tooManyRequests(behaviour: FakeOttoBehaviour): Answer {
  const seconds = behaviour.retryAfterSeconds;
  return {
    status: 429,
    text: 'too many requests',
    ...(seconds === undefined ? {} : { headers: { 'Retry-After': String(seconds) } }),
  };
}
