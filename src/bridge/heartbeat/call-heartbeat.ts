import ky from 'ky';
import { SECOND } from '../clock.ts';

const TIMEOUT_MS = 10 * SECOND;

/** What became of the call; never the address, which is as good as a password. */
export type HeartbeatCall = { sent: true } | { sent: false; fault: string };

/** Calls the address once. A redirect is no success: nobody knows who heard of it. */
export async function callHeartbeat(url: string, signal: AbortSignal): Promise<HeartbeatCall> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await ky.get(url, {
      headers: { 'User-Agent': 'otto-market-bridge' },
      signal: AbortSignal.any([signal, deadline]),
      redirect: 'manual',
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
    });
    await response.body?.cancel();
    return response.ok ? { sent: true } : { sent: false, fault: String(response.status) };
  } catch {
    signal.throwIfAborted();
    return { sent: false, fault: deadline.aborted ? 'timeout' : 'connection-lost' };
  }
}
