import { BridgeError } from '../errors.ts';

/** The shop failed several calls in a row and is left alone for a while; no call was made. */
export class ShopUnavailableError extends BridgeError {
  override readonly name = 'ShopUnavailableError';
  /** when the first of the failures in a row happened, UTC ISO */
  readonly since: string;
  /** when the next call is let through, UTC ISO */
  readonly until: string;

  constructor(outage: { since: Date; until: Date; lastError: BridgeError }) {
    const since = outage.since.toISOString();
    const until = outage.until.toISOString();
    super(
      `The shop fails since ${since} and is not called before ${until}: ${outage.lastError.message}`,
      { retryable: true, cause: outage.lastError },
    );
    this.since = since;
    this.until = until;
  }
}
