import { readHeartbeatNote } from '../../heartbeat/heartbeat-note.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import { type Finding, fine, warning } from './finding.ts';

/**
 * What the dead man's switch did last, as the running bridge noted it. Its address is not called: a call
 * says that all is well.
 */
export async function checkHeartbeat(
  ledger: Pick<Ledger, 'readDocument'>,
  { monitoring: { heartbeatUrl } }: Pick<Settings, 'monitoring'>,
): Promise<Finding> {
  if (heartbeatUrl === null) return fine('heartbeat', 'heartbeat-off');
  // Of the address its host alone: the rest is as good as a password.
  const { host } = new URL(heartbeatUrl);
  const note = await readHeartbeatNote(ledger);
  if (note === undefined) return fine('heartbeat', 'heartbeat-not-yet', { host });
  const { trouble, fault, sentAt, lookedAt } = note;
  if (trouble !== null) {
    const params = { trouble, at: sentAt ?? lookedAt };
    return warning('heartbeat', { code: 'heartbeat-held-back', params });
  }
  if (fault !== null) {
    const statusCode = Number(fault);
    const why = Number.isNaN(statusCode) ? { fault } : { statusCode };
    return warning('heartbeat', { code: 'heartbeat-not-taken', params: { host, ...why } });
  }
  return sentAt === null
    ? fine('heartbeat', 'heartbeat-not-yet', { host })
    : fine('heartbeat', 'heartbeat-sent', { host, at: sentAt });
}
