import { BridgeError } from '../errors.ts';

export type ImportRefusal =
  | 'account-unknown'
  | 'account-paused'
  | 'no-active-account'
  /** a run that does not cover the wish is in hand for the account */
  | 'other-run-in-hand'
  /** another process imports the account, and its run can't be named */
  | 'already-running'
  | 'service-stopping';

/** An import does not begin. Nothing was asked of anybody. */
export class ImportRefusedError extends BridgeError {
  override readonly name = 'ImportRefusedError';
  /** names the sentence in the word lists */
  readonly code: ImportRefusal;
  readonly params: Record<string, string | number>;

  constructor(code: ImportRefusal, params: Record<string, string | number> = {}) {
    super(`The import does not begin: ${code}`, { retryable: code !== 'account-unknown' });
    this.code = code;
    this.params = params;
  }
}
