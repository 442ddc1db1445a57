import type { Response } from 'express';
import type { Area, Role } from './contract/operation.ts';

/** Who asks. A token may be confined to some areas; null = all. */
export type Actor =
  | { kind: 'user'; userId: string; name: string; role: Role }
  | { kind: 'token'; tokenId: string; name: string; role: Role; areas: readonly Area[] | null }
  | { kind: 'anybody'; name: '' };

const NOBODY: Actor = { kind: 'anybody', name: '' };
const actors = new WeakMap<Response, Actor>();

/** Notes who asks, once it is known. */
export function setActor(response: Response, actor: Actor): void {
  actors.set(response, actor);
}

/** @returns `anybody` where nobody has shown who he is */
export function actorOf(response: Response): Actor {
  return actors.get(response) ?? NOBODY;
}
