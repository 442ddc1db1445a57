import { type Clock, MINUTE, SECOND } from '../clock.ts';
import { BridgeError, ConfigError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { abortable } from './abortable.ts';
import type { OttoAccountAccess } from './otto-access.ts';
import { accessTokenAnswer, jsonFrom, readAnswer, tokenRefusalAnswer } from './otto-answers.ts';
import { apiErrorFrom, type OttoAnswer, type OttoHttp } from './otto-http.ts';

/** A token is renewed this long before it runs out, or at nine tenths of a short life. */
export const RENEW_AHEAD_MS = 90 * SECOND;
/** A refusal is remembered this long: asking again with the same credentials changes nothing. */
export const REMEMBER_REFUSAL_MS = MINUTE;

/** The access token of one client. */
export type AccessTokens = {
  /** a token that is valid now; one request however many ask */
  current(signal?: AbortSignal): Promise<string>;
  /** a token other than `refused`, which an interface answered with 401 */
  replace(refused: string, signal?: AbortSignal): Promise<string>;
};

type Token = { value: string; renewAtMs: number; expiresAtMs: number };

/**
 * Client credentials flow, cached. The caller's signal ends only the caller's wait, never the request
 * that others wait for too.
 *
 * `current` and `replace` throw ConfigError `otto-credentials-refused` or `otto-scope-refused`, and
 * whatever `http` throws. They do not retry.
 *
 * @see https://api.otto.market/docs/sellers-integration
 */
export function createAccessTokens(
  access: OttoAccountAccess,
  parts: { clock: Clock; logger: Logger; http: OttoHttp },
): AccessTokens {
  let token: Token | undefined;
  let pending: Promise<string> | undefined;
  let refusal: { error: ConfigError; untilMs: number } | undefined;
  const nowMs = () => parts.clock.now().getTime();

  async function request(): Promise<string> {
    const askedAtMs = nowMs();
    const path = access.tokenPath;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: access.clientId,
      client_secret: access.clientSecret,
      scope: access.scopes.join(' '),
    });
    const answer = await parts.http({ method: 'POST', route: path, path, form });
    if (answer.statusCode === 400 || answer.statusCode === 401) {
      const error = refusalFrom(answer, access.scopes);
      refusal = { error, untilMs: nowMs() + REMEMBER_REFUSAL_MS };
      throw error;
    }
    if (!answer.ok) throw apiErrorFrom(answer);
    const granted = readAnswer(answer.requestLine, answer.text, accessTokenAnswer);
    const lifeMs = granted.expires_in * SECOND;
    const aheadMs = Math.min(RENEW_AHEAD_MS, lifeMs / 10);
    const expiresAtMs = askedAtMs + lifeMs;
    token = { value: granted.access_token, expiresAtMs, renewAtMs: expiresAtMs - aheadMs };
    parts.logger.debug('otto-access-token-renewed', { accountId: access.accountId, lifeMs });
    return token.value;
  }

  async function renew(): Promise<string> {
    if (refusal && nowMs() < refusal.untilMs) throw refusal.error;
    pending ??= request().finally(() => {
      pending = undefined;
    });
    return pending;
  }

  return {
    async current(signal) {
      const cached = token;
      if (cached && nowMs() < cached.renewAtMs) return cached.value;
      try {
        return await abortable(renew(), signal);
      } catch (error) {
        // Renewed ahead so that a hiccup of the token endpoint costs nothing.
        const mayHeal = error instanceof BridgeError && error.retryable;
        if (mayHeal && cached && token === cached && nowMs() < cached.expiresAtMs)
          return cached.value;
        throw error;
      }
    },
    async replace(refused, signal) {
      if (token?.value === refused) token = undefined;
      return token ? token.value : abortable(renew(), signal);
    },
  };
}

function refusalFrom(answer: OttoAnswer, scopes: string[]): ConfigError {
  const reason = tokenRefusalAnswer.safeParse(jsonFrom(answer.text)).data?.error ?? 'not told';
  const params = { reason, statusCode: answer.statusCode };
  const cause = apiErrorFrom(answer);
  return reason === 'invalid_scope'
    ? new ConfigError(
        'otto-scope-refused',
        `OTTO gives this app no token for ${scopes.join(' ')}`,
        {
          params: { ...params, scope: scopes.join(' ') },
          cause,
        },
      )
    : new ConfigError(
        'otto-credentials-refused',
        `OTTO refuses the client credentials: ${reason}`,
        {
          params,
        },
      );
}
