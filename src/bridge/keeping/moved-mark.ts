import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { readText, writeText } from '../ledger/copy/documents.ts';
import type { Side } from '../ledger/copy/side.ts';
import { MOVED_DOCUMENT } from '../ledger/copy/table-rows.ts';
import type { Ledger } from '../ledger/ledger.ts';

const markSchema = z.object({ to: z.string(), at: z.string() });

/** Where a ledger's content went, for whoever opens it by mistake. */
export type MovedMark = z.output<typeof markSchema>;

export async function readMark(side: Side): Promise<MovedMark | undefined> {
  return markFrom(await readText(side, MOVED_DOCUMENT));
}

export function writeMark(side: Side, mark: MovedMark): Promise<void> {
  return writeText(side, MOVED_DOCUMENT, JSON.stringify(mark));
}

/** @throws ConfigError `data-moved` when this ledger was moved elsewhere */
export async function refuseMoved(ledger: Pick<Ledger, 'readDocument'>): Promise<void> {
  const mark = markFrom((await ledger.readDocument(MOVED_DOCUMENT))?.text);
  if (mark) throw movedTo(mark);
}

export function movedTo({ to, at }: MovedMark): ConfigError {
  return new ConfigError('data-moved', `This ledger was moved to ${to}`, {
    params: { place: to, at },
  });
}

/** A mark that can't be read is one all the same. */
function markFrom(text: string | undefined): MovedMark | undefined {
  if (text === undefined) return undefined;
  try {
    return markSchema.parse(JSON.parse(text));
  } catch {
    return { to: '?', at: '' };
  }
}
