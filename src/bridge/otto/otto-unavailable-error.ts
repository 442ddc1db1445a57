import { BridgeError } from '../errors.ts';

/**
 * OTTO failed several calls in a row and is left alone for a while; no request was made. `cause` is
 * the last failure. Not thrown for refused credentials: those are a ConfigError.
 */
export class OttoUnavailableError extends BridgeError {
  override readonly name = 'OttoUnavailableError';
  /** when the first of the failures in a row happened, UTC ISO */
  readonly since: string;
  /** when the next call is let through, UTC ISO */
  readonly until: string;

  constructor(outage: { since: Date; until: Date; lastError: BridgeError }) {
    const since = outage.since.toISOString();
    const until = outage.until.toISOString();
    super(
      `OTTO fails since ${since} and is not called before ${until}: ${outage.lastError.message}`,
      {
        retryable: true,
        cause: outage.lastError,
      },
    );
    this.since = since;
    this.until = until;
  }
}
