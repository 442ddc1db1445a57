import { z } from 'zod';

/**
 * Where the bridge calls while all is well. Whoever knows the address can call it too, so that it leaves
 * this machine by https alone.
 */
export const heartbeatUrlSchema = z.string().trim().max(1_000).refine(isHeartbeatUrl, {
  error: 'an https address such as https://hc-ping.com/…, without user and password',
  abort: true,
});

/** Who watches over the bridge itself. */
export const monitoringSchema = z.strictObject({
  /** called every few minutes while all is well; null = nobody is called */
  heartbeatUrl: heartbeatUrlSchema.nullable().default(null),
});

function isHeartbeatUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}
