import type { Answer } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import { BodyReader, refusable } from '../shipments/body-reader.ts';
import type { World } from '../world.ts';
import { acceptPieces, rejectPiece, type Undecidable, undecidable } from './decide-pieces.ts';
import { type AskedDecision, type DecisionKind, readDecisions } from './read-decisions.ts';

/** `POST /v3/returns/acceptance`: the pieces become RETURNED and are refunded (section 5.1). */
export function acceptReturns(world: World, request: OttoRequest): Answer {
  return decide(world, request, 'accepted');
}

/** `POST /v3/returns/rejection` (section 5.1 of the reference). */
export function rejectReturns(world: World, request: OttoRequest): Answer {
  return decide(world, request, 'rejected');
}

/** 200 when all are done, 207 when some are; every piece is judged after those before it. */
function decide(world: World, request: OttoRequest, kind: DecisionKind): Answer {
  return refusable(() => {
    const read = new BodyReader(request.path, world.behaviour.incompleteDecisionStatus);
    const asked = readDecisions(world, read, request, kind);
    const seen = new Set<string>();
    const judged = asked.map((piece) => {
      const isRepeated = seen.has(piece.positionItemId);
      seen.add(piece.positionItemId);
      const why: ReturnType<typeof undecidable> = isRepeated
        ? { title: 'POSITION_ITEM_NAMED_TWICE', detail: 'It is named twice in one call' }
        : undecidable(world, piece, kind);
      return { piece, why };
    });
    take(
      world,
      judged.filter(({ why }) => why === undefined).map(({ piece }) => piece),
      kind,
    );
    const done = judged.filter(({ why }) => typeof why !== 'object').map(({ piece }) => piece);
    const errors = judged.flatMap(({ piece, why }) =>
      typeof why === 'object' ? [errorOf(world, request, piece, why)] : [],
    );
    return answerOf(world, asked, done, errors);
  });
}

function take(world: World, pieces: AskedDecision[], kind: DecisionKind): void {
  for (const [salesOrderId, ofOrder] of Map.groupBy(pieces, (piece) => piece.salesOrderId)) {
    const decided = ofOrder.map(({ salesOrderId: _ofOrder, ...rest }) => rest);
    if (kind === 'accepted') {
      acceptPieces(world, salesOrderId, decided, 'call', world.behaviour.returnedVisibleAfterMs);
      continue;
    }
    for (const piece of decided) rejectPiece(world, salesOrderId, piece, 'call');
  }
}

function answerOf(
  { behaviour }: World,
  asked: AskedDecision[],
  done: AskedDecision[],
  errors: object[],
): Answer {
  const results = resultsOf(behaviour, asked, done);
  if (errors.length === 0) return { status: 200, json: results };
  if (done.length > 0 || behaviour.allRefusedStatus === 207) {
    return { status: 207, json: { ...results, errors } };
  }
  return { status: behaviour.allRefusedStatus, json: { errors } };
}

function resultsOf(
  { decisionResults }: World['behaviour'],
  asked: AskedDecision[],
  done: AskedDecision[],
): { results?: unknown[] } {
  switch (decisionResults) {
    case 'objects':
      return { results: done };
    case 'ids':
      return { results: done.map(({ positionItemId }) => positionItemId) };
    case 'all-asked':
      return { results: asked };
    case 'nothing':
      return {};
  }
}

/** Which piece an error is about is not described: it stands in the path, in the detail, or nowhere. */
function errorOf(
  { behaviour, requests }: World,
  request: OttoRequest,
  { positionItemId }: AskedDecision,
  { title, detail }: Undecidable,
): object {
  const namedIn = behaviour.refusedPieceNamedIn;
  const path = request.path.replace(/^\/v\d+(?=\/)/, '');
  return {
    path: namedIn === 'path' ? `${path}/${positionItemId}` : path,
    title,
    detail: namedIn === 'detail' ? `${detail}: ${positionItemId}` : detail,
    logref: `fake-${requests.length}`,
  };
}
