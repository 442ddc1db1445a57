import { type Answer, refusal } from '../answer.ts';
import { withDatesAs } from '../date-text.ts';
import { ParameterRefusal, readLimit, readPage } from '../orders/list-query.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import type { ReturnEntry, ReturnStatus } from './return-store.ts';
import { returnStatuses } from './return-words.ts';

const knownParameters = ['status', 'limit', 'page'];

/** `GET /v3/returns`: newest status change first, 10 a page and at most 50 (section 5.1). */
export function listReturns(world: World, request: OttoRequest): Answer {
  const { behaviour } = world;
  try {
    const unknown = [...request.query.keys()].find((name) => !knownParameters.includes(name));
    if (behaviour.unknownParameters === 'refuse' && unknown !== undefined) {
      throw new ParameterRefusal(`there is no parameter ${unknown}`);
    }
    const status = readStatus(request.query);
    const limit = readLimit(request.query, 10, 50);
    const page = readPage(request.query);
    const entries = seenEntries(world).filter(
      (entry) => status === undefined || entry.status === status,
    );
    const query = status === undefined ? '' : `&status=${status}`;
    const links =
      entries.length > page * limit
        ? [{ href: `/v3/returns?page=${page + 1}&limit=${limit}${query}`, rel: 'next' }]
        : [];
    const shown = entries.slice((page - 1) * limit, page * limit);
    return {
      status: 200,
      json: { positionItems: shown.map((entry) => withDatesAs(behaviour, entry)), links },
    };
  } catch (error) {
    if (!(error instanceof ParameterRefusal)) throw error;
    return refusal(400, request.path, { title: 'Invalid Attribute', detail: error.message });
  }
}

function seenEntries(world: World): ReturnEntry[] {
  const { returnListLagMs, returnListShows } = world.behaviour;
  const seenUntil = world.now().getTime() - returnListLagMs;
  const history = world.returns
    .history()
    .filter(({ occurredTime }) => Date.parse(occurredTime) <= seenUntil);
  const shown =
    returnListShows === 'every-change'
      ? history
      : [...new Map(history.map((entry) => [entry.positionItemId, entry])).values()];
  // Those of one moment: the later one first, too.
  return shown
    .reverse()
    .sort((one, other) => Date.parse(other.occurredTime) - Date.parse(one.occurredTime));
}

function readStatus(query: URLSearchParams): ReturnStatus | undefined {
  const text = query.get('status');
  if (text === null) return undefined;
  const status = returnStatuses.find((known) => known === text.toUpperCase());
  if (status === undefined) throw new ParameterRefusal(`status ${text}`);
  return status;
}
