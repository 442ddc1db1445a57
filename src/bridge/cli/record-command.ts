import { userInfo } from 'node:os';
import type { Bridge } from '../create-bridge.ts';

/**
 * Adds what a command changed to the audit, in the name of the machine's user.
 *
 * @param subject what it was done to, e.g. an account's id
 * @param details names of what changed, never a secret
 */
export async function recordCommand(
  { access }: Pick<Bridge, 'access'>,
  action: string,
  subject: string | null = null,
  details: Record<string, string | number | boolean> = {},
): Promise<void> {
  await access.audit.record({
    actorKind: 'command',
    actor: machineUser(),
    action,
    subject,
    details,
  });
}

/** In a container there may be no name for the user. */
export function machineUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}
