import type { Clock } from '../clock.ts';
import { BridgeError, ConfigError } from '../errors.ts';
import type { OttoCaller } from './otto-caller.ts';

/** What the app may need beyond reading orders; each is a right of its own at OTTO. */
export const FEATURE_SCOPES = [
  'shipments',
  'returns',
  'receipts',
  'price-reduction',
  'availability',
] as const;
export type FeatureScope = (typeof FEATURE_SCOPES)[number];

/**
 * Which of these rights OTTO refuses the app. Asks for a token and the beginning of one list for each,
 * as a token alone may be given for more than is allowed in the end. An interface that does not answer,
 * or otherwise than expected, says nothing about the right.
 *
 * The promise is rejected with the signal's reason alone.
 */
export async function findMissingRights(
  call: OttoCaller,
  scopes: readonly FeatureScope[],
  { clock, signal }: { clock: Clock; signal?: AbortSignal | undefined },
): Promise<FeatureScope[]> {
  const today = clock.now().toISOString().slice(0, 10);
  const isMissing = await Promise.all(scopes.map((scope) => lacks(call, scope, today, signal)));
  return scopes.filter((_scope, index) => isMissing[index]);
}

async function lacks(
  call: OttoCaller,
  scope: FeatureScope,
  today: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { path, query } = listOf(scope, today);
  try {
    await call(
      {
        method: 'GET',
        route: path,
        path,
        query: new URLSearchParams({ ...query, limit: '1' }),
        scope,
        repeatable: true,
        read: () => {},
      },
      signal,
    );
    return false;
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return error instanceof ConfigError && error.code === 'otto-right-missing';
  }
}

/** The shortest list that each right allows to read. */
function listOf(
  scope: FeatureScope,
  today: string,
): { path: string; query: Record<string, string> } {
  switch (scope) {
    case 'shipments':
      return { path: '/v1/return-shipments', query: { datefrom: today } };
    case 'returns':
      return { path: '/v3/returns', query: { page: '1' } };
    case 'receipts':
      return {
        path: '/v3/receipts',
        query: { receiptTypes: 'PURCHASE', from: today, to: today },
      };
    case 'price-reduction':
      return { path: '/v1/price-reductions', query: { page: '1' } };
    case 'availability':
      return { path: '/v1/availability/quantities', query: {} };
  }
}
