import { type Answer, isRecord } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { FaultDesk } from './fault-desk.ts';

/** Where entries of lists stand, and what they are known by. */
const lists = ['resources', 'positionItems', 'results'] as const;
const names = ['positionItemId', 'receiptNumber', 'returnShipmentId', 'sku'] as const;

/** The answer with every list entry, or single one, for which a stand-in was ordered replaced by it. */
export function malformEntries(faults: FaultDesk, request: OttoRequest, answer: Answer): Answer {
  // An order has position items too; it is malformed as a whole, by malformOrders.
  if (answer.status !== 200 || request.path.startsWith('/v4/orders')) return answer;
  const { json } = answer;
  const replace = (entry: unknown): unknown => {
    const id = isRecord(entry)
      ? names.map((name) => entry[name]).find((known) => known)
      : undefined;
    const fault = faults.take(
      request,
      'after-effect',
      ['malformed-entry'],
      (candidate) => candidate.id === id,
    );
    return fault === undefined ? entry : fault.replacement;
  };
  if (Array.isArray(json)) return { ...answer, json: json.map(replace) };
  if (!isRecord(json)) return answer;
  const { resources } = json;
  if (isRecord(resources) && Array.isArray(resources.variations)) {
    const variations = resources.variations.map(replace);
    return { ...answer, json: { ...json, resources: { variations } } };
  }
  const list = lists.find((name) => Array.isArray(json[name]));
  const entries = list === undefined ? undefined : json[list];
  return list !== undefined && Array.isArray(entries)
    ? { ...answer, json: { ...json, [list]: entries.map(replace) } }
    : { ...answer, json: replace(json) };
}
