import { isRecord, parseJson } from '../answer.ts';
import { isFulfillmentStatus } from './bucket.ts';
import { type ListFilter, ParameterRefusal } from './list-query.ts';

/** Where the page before ended, and what was asked for. Opaque to clients. */
export type Cursor = { filter: ListFilter; lastMs: number; lastId: string };

/** Base64 with its `+`, `/` and `=`, so that a client must decode and encode it rightly. */
export function writeCursor({ filter, lastMs, lastId }: Cursor): string {
  return Buffer.from(JSON.stringify({ ff: lastMs, pif: lastId, ...filter, pad: '~>?' })).toString(
    'base64',
  );
}

/** @throws ParameterRefusal when this is none of ours */
export function readCursor(text: string): Cursor {
  const content = parseJson(Buffer.from(text, 'base64').toString('utf8'));
  if (!isRecord(content) || text !== Buffer.from(text, 'base64').toString('base64')) {
    throw new ParameterRefusal('nextcursor cannot be read');
  }
  const { ff, pif, statuses, mode, direction, fromMs, fromOrderMs, toOrderMs } = content;
  if (typeof ff !== 'number' || typeof pif !== 'string' || !Array.isArray(statuses)) {
    throw new ParameterRefusal('nextcursor cannot be read');
  }
  const filter: ListFilter = {
    statuses: statuses.filter((status) => typeof status === 'string').filter(isFulfillmentStatus),
    mode: mode === 'AT_LEAST_ONE' ? 'AT_LEAST_ONE' : 'BUCKET',
    direction: direction === 'DESC' ? 'DESC' : 'ASC',
    ...(typeof fromMs === 'number' ? { fromMs } : {}),
    ...(typeof fromOrderMs === 'number' ? { fromOrderMs } : {}),
    ...(typeof toOrderMs === 'number' ? { toOrderMs } : {}),
  };
  return { filter, lastMs: ff, lastId: pif };
}
