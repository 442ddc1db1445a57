import type { Answer } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import { tooManyRequests } from './too-many-requests.ts';

/**
 * `POST /v1/token` and `POST /oauth2/token`, client credentials (section 2.1 of the reference).
 * Error bodies have the form of RFC 6749, as expected of a Keycloak server (2.6).
 */
export function issueToken(world: World, request: OttoRequest): Answer {
  const { behaviour, tokens } = world;
  if (!world.tokenRate.admits(request.remoteAddress, behaviour.tokenRateLimitPerSecond)) {
    return tooManyRequests(behaviour);
  }
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    return oauthError(400, 'invalid_request', 'The body must be a form');
  }
  const form = new URLSearchParams(request.body);
  if (form.get('grant_type') !== 'client_credentials') {
    return oauthError(400, 'unsupported_grant_type', 'Only client_credentials is served here');
  }
  const { clientId, clientSecret } = credentialsOf(request, form);
  const app = tokens.authenticate(clientId, clientSecret);
  if (app === undefined) {
    return oauthError(401, 'invalid_client', 'Invalid client or Invalid client credentials');
  }
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const refused = asked.find((scope) => !app.scopes.includes(scope));
  if (refused !== undefined || (asked.length === 0 && behaviour.scopeRequired)) {
    return oauthError(400, 'invalid_scope', `Invalid scopes: ${refused ?? '(none)'}`);
  }
  const granted = asked.length === 0 ? app.scopes : asked;
  const lifetime = behaviour.tokenLifetimeSeconds;
  const token = tokens.issue(clientId, granted, world.now().getTime(), lifetime);
  return {
    status: 200,
    json: {
      access_token: token.accessToken,
      expires_in: lifetime,
      refresh_expires_in: 0,
      token_type: 'Bearer',
      'not-before-policy': 1666271301,
      scope: granted.join(' '),
    },
  };
}

/** From the form; on `/oauth2/token` HTTP Basic is taken as well. */
function credentialsOf(request: OttoRequest, form: URLSearchParams) {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (basic !== undefined && request.path === '/oauth2/token') {
    const [clientId = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return { clientId, clientSecret: secret.join(':') };
  }
  return {
    clientId: form.get('client_id') ?? '',
    clientSecret: form.get('client_secret') ?? '',
  };
}

function oauthError(status: number, error: string, description: string): Answer {
  return { status, json: { error, error_description: description } };
}
