import type { Express } from 'express';
import type { AuditTrail } from '../access/audit-trail.ts';
import type { Logger } from '../logger.ts';
import type { Actor } from './actor.ts';
import type { Operation } from './contract/operation.ts';
import { nameOf } from './operations-at.ts';

/** What an operation says itself of its entry in the audit; what it does not say is found out. */
export type AuditNote = {
  /** what it was done to, e.g. a user's name; default: the params of the path */
  subject?: string;
  /** names of what changed, never a value that is secret; default: the fields of the body */
  details?: Record<string, string | number | boolean>;
  /** true: this call only tried something, or found nothing to change */
  isHarmless?: boolean;
};

type Audit = { trail: AuditTrail; logger: Logger };

const audits = new WeakMap<Express, Audit>();

/** Names where an app's operations add their entries. */
export function auditInto(app: Express, audit: Audit): void {
  audits.set(app, audit);
}

/** Whether its calls are written down: what changes something, and what says that it wants it. */
export function isAudited({ method, audit }: Pick<Operation, 'method' | 'audit'>): boolean {
  return audit ?? method !== 'get';
}

/** Adds the entry of an operation that succeeded, before it is answered. */
export async function recordOperation(
  app: Express,
  operation: Pick<Operation, 'method' | 'path' | 'audit'>,
  done: { actor: Actor; params: unknown; body: unknown; note: AuditNote },
): Promise<void> {
  const audit = audits.get(app);
  const { actor, note } = done;
  const isHarmless = !isAudited(operation) || note.isHarmless === true;
  if (!audit || isHarmless || actor.kind === 'anybody') return;
  const action = nameOf(operation);
  const params = textsIn(done.params).join('.');
  const subject = note.subject ?? (params === '' ? null : params);
  const details = note.details ?? fieldsOf(done.body);
  try {
    const { kind: actorKind, name } = actor;
    await audit.trail.record({ actorKind, actor: name, action, subject, details });
  } catch (fault) {
    // What is only looked at must not be seen without an entry.
    if (operation.method === 'get') throw fault;
    // What was asked for is done: to say that it failed would have it done twice.
    const reason = fault instanceof Error ? fault.message : String(fault);
    audit.logger.error('audit-entry-not-written', { action, subject, reason });
  }
}

function textsIn(params: unknown): string[] {
  return typeof params === 'object' && params !== null ? Object.values(params).map(String) : [];
}

function fieldsOf(body: unknown): Record<string, string> {
  const isFields = typeof body === 'object' && body !== null && !(body instanceof Uint8Array);
  if (!isFields) return {};
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return given.length === 0 ? {} : { fields: given.map(([name]) => name).join(', ') };
}
