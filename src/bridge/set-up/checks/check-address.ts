import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SealingKey } from '../../settings/sealing-key.ts';
import { WEBHOOK_PATH } from '../../shop-watch/plan-webhooks.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';

const WAIT_MS = 10_000;
const LONGEST_ANSWER = 2_000;

/** What this bridge answers to a challenge; nobody else can. */
export function proofOf(key: SealingKey, challenge: string): string {
  const secret = key.derive('public-address').reveal();
  return createHmac('sha256', secret).update(challenge).digest('base64url');
}

/**
 * Calls the bridge by the address that the shop is given, and sees whether this very bridge answers.
 * The way of the shop may be another one: what is proven is that the address leads here.
 */
export async function checkAddress(
  publicUrl: string | null,
  key: SealingKey,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  if (publicUrl === null) return fine('webhooks', 'webhooks-off');
  const challenge = randomBytes(16).toString('base64url');
  const params = { url: publicUrl };
  let text: string;
  try {
    text = await ask(`${publicUrl}${WEBHOOK_PATH}?challenge=${challenge}`, signal);
  } catch {
    signal?.throwIfAborted();
    return warning('webhooks', { code: 'address-not-reached', params });
  }
  return isProof(text, proofOf(key, challenge))
    ? fine('webhooks', 'address-reached', params)
    : wrong('webhooks', { code: 'address-answers-otherwise', params });
}

async function ask(url: string, signal: AbortSignal | undefined): Promise<string> {
  const limit = AbortSignal.timeout(WAIT_MS);
  const response = await fetch(url, {
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  return (await response.text()).slice(0, LONGEST_ANSWER);
}

function isProof(text: string, expected: string): boolean {
  const given = /"proof":"([\w-]{1,100})"/.exec(text)?.[1] ?? '';
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
