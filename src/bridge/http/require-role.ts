import type { RequestHandler, Response } from 'express';
import { type Actor, actorOf } from './actor.ts';
import { type Access, type Operation, ROLES, type Role } from './contract/operation.ts';
import { operationsAt } from './operations-at.ts';
import { Problem } from './problem.ts';

/** Who may call whatever he is: what is open, and what is signed by its sender. */
const OPEN: readonly Access[] = ['anybody', 'signature'];

/**
 * Turns away whoever may not call an operation.
 *
 * @throws Problem 401 `login-required`, 403 `role-too-low` or `area-not-covered`
 */
export function requireRole(
  { access, area }: Pick<Operation, 'access' | 'area'>,
  response: Response,
): void {
  if (access === 'anybody' || access === 'signature') return;
  const actor = loggedIn(actorOf(response));
  if (!includes(actor.role, access)) {
    throw new Problem(403, 'role-too-low', { params: { needed: access, role: actor.role } });
  }
  if (actor.kind === 'token' && actor.areas !== null && !actor.areas.includes(area)) {
    throw new Problem(403, 'area-not-covered', { params: { area } });
  }
}

/** Tells strangers nothing: neither which addresses exist nor what is wrong with what they send. */
export function requireLogin(): RequestHandler {
  return (request, response, next) => {
    const isOpen = operationsAt(request).some(({ operation }) => OPEN.includes(operation.access));
    if (!isOpen) loggedIn(actorOf(response));
    next();
  };
}

/** Each role may do what those before it may. */
export function includes(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

function loggedIn(actor: Actor): Exclude<Actor, { kind: 'anybody' }> {
  if (actor.kind !== 'anybody') return actor;
  throw new Problem(401, 'login-required', {
    headers: { 'WWW-Authenticate': 'Bearer realm="otto-market-bridge"' },
  });
}
