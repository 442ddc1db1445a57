import { z } from 'zod';
import type { Ledger } from '../ledger/ledger.ts';

const NAME = 'heartbeat';

const noteSchema = z.object({
  /** when it was last looked whether all is well, UTC ISO */
  lookedAt: z.string(),
  /** why nothing was called then; null = all was well */
  trouble: z.string().nullable(),
  /** when the address was last called with success */
  sentAt: z.string().nullable(),
  /** why the last call was in vain: a status, `timeout` or `connection-lost` */
  fault: z.string().nullable(),
});

/** What the dead man's switch did last, for whoever asks in another process. */
export type HeartbeatNote = z.output<typeof noteSchema>;

type NoteLedger = Pick<Ledger, 'readDocument' | 'writeDocument'>;

export async function readHeartbeatNote(
  ledger: Pick<NoteLedger, 'readDocument'>,
): Promise<HeartbeatNote | undefined> {
  const document = await ledger.readDocument(NAME);
  if (document === undefined) return undefined;
  try {
    return noteSchema.parse(JSON.parse(document.text));
  } catch {
    return undefined; // of another version of the bridge
  }
}

/** Another replica's note, written in the same moment, is as good as ours. */
export async function writeHeartbeatNote(ledger: NoteLedger, note: HeartbeatNote): Promise<void> {
  const present = await ledger.readDocument(NAME);
  await ledger.writeDocument(NAME, JSON.stringify(note), present?.version);
}
