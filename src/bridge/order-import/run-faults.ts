import {
  BridgeError,
  ConfigError,
  NetworkError,
  OttoApiError,
  PayloadError,
  WooApiError,
} from '../errors.ts';

/** Why a run could not go on, as the ledger keeps it and the word lists say it. */
export type RunFault = { code: string; params: Record<string, string | number> };

/** Ends a run. What it has committed stands, what is open stays due. */
export class ImportStopped extends BridgeError {
  override readonly name = 'ImportStopped';
  readonly fault: RunFault;
  readonly side: 'otto' | 'shop' | 'bridge';

  constructor(side: 'otto' | 'shop' | 'bridge', fault: RunFault, cause: unknown) {
    super(`The import stopped: ${fault.code}`, { retryable: side !== 'bridge', cause });
    this.side = side;
    this.fault = fault;
  }
}

/** The run lost its lease to another one: nothing is wrong, and the owner has nothing to do. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof ImportStopped && error.side === 'bridge';
}

/** How loud the log is about a run that stopped. */
export function stopLevel(error: ImportStopped): 'warn' | 'error' {
  return isOvertaken(error) ? 'warn' : 'error';
}

/** Incident codes that a good talk with OTTO ends, for the account it was about. */
export const OTTO_FAULT_CODES = [
  'otto-unavailable',
  'otto-unreadable',
  'otto-credentials-refused',
  'otto-scope-refused',
  'otto-token-refused',
  'otto-right-missing',
] as const;

/** Incident codes that a good talk with the shop ends. */
export const SHOP_FAULT_CODES = [
  'shop-unavailable',
  'shop-unreadable',
  'shop-redirects',
  'shop-certificate',
  'shop-keys-refused',
] as const;

/** Runs a talk with OTTO; what it throws ends the run, in the owner's terms. */
export async function atOtto<Result>(talk: () => Promise<Result>): Promise<Result> {
  return stopping('otto', talk, (error) => {
    if (error instanceof ConfigError) return { code: error.code, params: error.params };
    if (error instanceof PayloadError) return { code: 'otto-unreadable', params: {} };
    return { code: 'otto-unavailable', params: detailsOf(error) };
  });
}

/** Runs a talk with the shop; what it throws ends the run, in the owner's terms. */
export async function atShop<Result>(talk: () => Promise<Result>): Promise<Result> {
  return stopping('shop', talk, (error) => {
    if (error instanceof ConfigError) return { code: error.code, params: error.params };
    if (error instanceof PayloadError) return { code: 'shop-unreadable', params: {} };
    if (error instanceof NetworkError && error.fault === 'redirect') {
      return { code: 'shop-redirects', params: {} };
    }
    if (error instanceof NetworkError && error.fault === 'certificate') {
      return { code: 'shop-certificate', params: {} };
    }
    const root = rootOf(error);
    if (root instanceof WooApiError && [401, 403].includes(root.statusCode)) {
      return { code: 'shop-keys-refused', params: { shopMessage: root.shopMessage ?? '' } };
    }
    return { code: 'shop-unavailable', params: detailsOf(root) };
  });
}

async function stopping<Result>(
  side: 'otto' | 'shop',
  talk: () => Promise<Result>,
  name: (error: BridgeError) => RunFault,
): Promise<Result> {
  try {
    return await talk();
  } catch (error) {
    if (error instanceof ImportStopped || !(error instanceof BridgeError)) throw error;
    throw new ImportStopped(side, name(error), error);
  }
}

function detailsOf(error: unknown): Record<string, string | number> {
  const root = rootOf(error);
  if (root instanceof NetworkError) return { fault: root.fault };
  if (root instanceof OttoApiError) {
    return { statusCode: root.statusCode, ...(root.logref ? { logref: root.logref } : {}) };
  }
  if (root instanceof WooApiError) return { statusCode: root.statusCode };
  return {};
}

/** A breaker's refusal hides the fault that opened it. */
function rootOf(error: unknown): unknown {
  const isBreaker =
    error instanceof BridgeError &&
    !(
      error instanceof NetworkError ||
      error instanceof OttoApiError ||
      error instanceof WooApiError
    );
  return isBreaker && error.cause instanceof BridgeError ? rootOf(error.cause) : error;
}
