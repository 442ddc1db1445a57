import type { OttoRequest } from '../otto-request.ts';
import type { BodyReader } from '../shipments/body-reader.ts';
import { readJson, uuid } from '../shipments/read-shipment-body.ts';
import type { World } from '../world.ts';
import { acceptanceReasons, rejectionReasons } from './return-words.ts';

export type DecisionKind = 'accepted' | 'rejected';

/** What is asked for one piece. */
export type AskedDecision = {
  positionItemId: string;
  salesOrderId: string;
  condition?: string;
  reason?: string;
};

const MOST_PIECES = 200;

/**
 * The body of an acceptance or a rejection (section 5.1 of the reference).
 *
 * @throws BodyRefusal for the whole call: 413 over 200 pieces, else for the first wrong field
 */
export function readDecisions(
  world: World,
  read: BodyReader,
  request: OttoRequest,
  kind: DecisionKind,
): AskedDecision[] {
  const body = read.record(readJson(read, request), '$');
  const pieces = read.list(body.positionItems, 'positionItems');
  if (pieces.length > MOST_PIECES) {
    throw read.refuse(413, 'PAYLOAD_TOO_LARGE', `More than ${MOST_PIECES} position items`);
  }
  return pieces.map((element, index) => {
    const place = `positionItems[${index}]`;
    const piece = read.record(element, place);
    return {
      positionItemId: read.text(piece.positionItemId, `${place}.positionItemId`, uuid),
      salesOrderId: read.text(piece.salesOrderId, `${place}.salesOrderId`, uuid),
      ...readCondition(world, read, piece.condition, `${place}.condition`, kind),
      ...readReason(read, piece.reason, `${place}.reason`, kind),
    };
  });
}

function readCondition(
  { behaviour }: World,
  read: BodyReader,
  value: unknown,
  place: string,
  kind: DecisionKind,
): { condition?: string } {
  const isOptional = kind === 'accepted' && !behaviour.conditionRequired;
  if (value === undefined && isOptional) return {};
  return { condition: read.text(value, place, /^[A-E]$/) };
}

/** An acceptance may go without a reason; a rejection needs one. */
function readReason(
  read: BodyReader,
  value: unknown,
  place: string,
  kind: DecisionKind,
): { reason?: string } {
  if (value === undefined && kind === 'accepted') return {};
  const reason = read.text(value, place);
  const known: readonly string[] = kind === 'accepted' ? acceptanceReasons : rejectionReasons;
  if (!known.includes(reason)) throw read.invalid(place, `unknown: ${reason}`);
  return { reason };
}
