import { z } from 'zod';
import type { OttoRequest } from '../../fakes/otto/index.ts';
import type { Chronicle } from './chronicle.ts';
import type { OttoCall, ToldPiece } from './otto-call.ts';
import { isCancelled } from './shop-sums.ts';
import { decisionInWords, readDecisionCall } from './watch-decisions.ts';

const keySchema = z.looseObject({ carrier: z.string(), trackingNumber: z.string().optional() });
const piecesSchema = z.array(
  z.looseObject({ positionItemId: z.string(), returnTrackingKey: keySchema.optional() }),
);
const parcelSchema = z.looseObject({ trackingKey: keySchema, positionItems: piecesSchema });

/** Keeps every call about reports from now on, and lets the listing be tampered with. */
export function watchOtto(
  chronicle: Chronicle,
  tamper: (request: OttoRequest, json: unknown) => void,
) {
  const { otto } = chronicle.world;
  otto.hooks.onRequest = (request) => {
    const call = readCall(request);
    if (call) chronicle.calls.push({ ...call, run: chronicle.reportRuns, isDone: false });
  };
  otto.hooks.onEffect = (request, { status, json }) => {
    tamper(request, json);
    const call = chronicle.calls.findLast((one) => one.request === request);
    if (!call || status >= 300) return;
    call.isDone = call.kind !== 'cancel' || isCancelledNow(chronicle, call);
  };
}

type ReadCall = Omit<OttoCall, 'run' | 'isDone'>;

function readCall(request: OttoRequest): ReadCall | undefined {
  const { method, path } = request;
  const nothing = { request, positionItemIds: [], parcels: [], decisions: [], cents: 0 };
  if (method === 'GET' && path !== '/v4/orders') return { ...nothing, kind: 'read' };
  if (method !== 'POST') return undefined;
  const decided = readDecisionCall(request);
  if (decided) return { ...nothing, ...decided };
  const cancelled = /\/positionItems\/([^/]+)\/cancellation$/.exec(path)?.[1];
  if (cancelled !== undefined) {
    return { ...nothing, kind: 'cancel', positionItemIds: [cancelled] };
  }
  if (!/^\/v1\/(multiparcel-)?shipments/.test(path)) return undefined;
  const parcels = parcelsIn(request);
  const ids = parcels.flatMap(({ pieces }) => pieces.map(({ positionItemId }) => positionItemId));
  return { ...nothing, kind: 'ship', positionItemIds: [...new Set(ids)], parcels };
}

function parcelsIn({ path, body }: OttoRequest): OttoCall['parcels'] {
  const json: unknown = JSON.parse(body);
  const joined = /^\/v1\/shipments\/carriers\/([^/]+)\/trackingnumbers\/([^/]+)\/position/.exec(
    path,
  );
  if (joined) {
    const [, carrier = '', trackingNumber] = joined;
    return [{ key: { carrier, trackingNumber }, pieces: piecesOf(piecesSchema.parse(json)) }];
  }
  const bodies = Array.isArray(json) ? json : [json];
  return bodies.map((one) => {
    const { trackingKey, positionItems } = parcelSchema.parse(one);
    return { key: trackingKey, pieces: piecesOf(positionItems) };
  });
}

function piecesOf(items: z.output<typeof piecesSchema>): ToldPiece[] {
  return items.map(({ positionItemId, returnTrackingKey }) => ({
    positionItemId,
    returnKey: returnTrackingKey,
  }));
}

/** A repeated cancellation is answered like the first, and changes nothing. */
function isCancelledNow({ world, calls }: Chronicle, call: OttoCall): boolean {
  const [id = ''] = call.positionItemIds;
  const found = world.otto.state.orders.findPiece(id);
  if (!found || !isCancelled(found.piece)) return false;
  return !calls.some((other) => other !== call && other.isDone && isAbout(other, 'cancel', id));
}

export function isAbout({ kind, positionItemIds }: OttoCall, what: OttoCall['kind'], id: string) {
  return kind === what && positionItemIds.includes(id);
}

/** True for a read that could have told what became of a call. */
export function looksUp({ kind, request }: OttoCall, salesOrderId: string): boolean {
  return (
    kind === 'read' &&
    (request.path.startsWith('/v1/shipments') || request.path.endsWith(salesOrderId))
  );
}

/** The bridge heard what became of it. */
export function isAnswered({ request }: OttoCall): boolean {
  return typeof request.outcome === 'number' && request.outcome < 300;
}

/** What calls came to, in a line of the story. */
export function callsInWords(chronicle: Chronicle, calls: readonly OttoCall[]): string[] {
  return calls
    .filter(({ kind }) => kind !== 'read')
    .map((call) => {
      const [id = ''] = call.positionItemIds;
      const log = chronicle.orders.find(({ salesOrderId }) => {
        const order = chronicle.world.otto.state.orders.find(salesOrderId);
        return order?.positionItems.some(({ positionItemId }) => positionItemId === id);
      });
      const keys = call.parcels.map(({ key }) => `${key.carrier} ${key.trackingNumber ?? '-'}`);
      const isShipped = call.kind === 'ship';
      const what =
        decisionInWords(call) ?? (isShipped ? `shipped with ${keys.join(' + ')}` : 'cancelled');
      const count = `${call.positionItemIds.length} piece${call.positionItemIds.length > 1 ? 's' : ''}`;
      const end = `${call.request.outcome ?? 'open'}${call.isDone ? '' : ', nothing done'}`;
      return `${log?.letter ?? '?'}: ${count} told to be ${what} (${end})`;
    });
}
