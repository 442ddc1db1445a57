import { type Answer, refusal, unauthorized } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import { tooManyRequests } from './too-many-requests.ts';

/**
 * What stands before every interface call.
 * @returns the refusal, or undefined when the call may go on: 401 for the bearer, 429 over the rate of
 *   the partner, 403 without the scope
 */
export function checkAccess(
  world: World,
  request: OttoRequest,
  scope: string | undefined,
): Answer | undefined {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer && world.tokens.valid(bearer, world.now().getTime());
  if (!token) return unauthorized();
  const perSecond = world.behaviour.rateLimitPerSecond;
  if (perSecond !== undefined && !world.partnerRate.admits('partner', perSecond)) {
    return tooManyRequests(world.behaviour);
  }
  if (scope !== undefined && !token.scopes.includes(scope)) {
    return refusal(403, request.path, {
      title: 'INSUFFICIENT_PERMISSION',
      detail: `The token lacks the scope ${scope}`,
    });
  }
  return undefined;
}
