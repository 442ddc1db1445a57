import type { AttentionCode, DoneCode } from '../../mapping/reporting/wait-reason.ts';
import type { AttemptCall } from '../ledger/tables.ts';
import type { ReasonInLedger, Transmission } from '../ledger/transmission-rows.ts';
import { type AtOtto, type PieceAtOtto, trackingKeys } from './find-at-otto.ts';

/** OTTO's refusal of a call, as far as it decides what is next. */
export type Refusal = { statusCode: number; titles: string[]; jsonPaths: string[] };

/** What becomes of a report after OTTO was read. */
export type Next =
  /** OTTO has all of it */
  | { is: 'accepted' }
  /** nothing of it is at OTTO: sent when its turn comes */
  | { is: 'due' }
  /** judged anew; with a reason it waits for something to change */
  | { is: 'waiting'; reason: ReasonInLedger | null }
  /** OTTO contradicts itself: looked up again */
  | { is: 'open' }
  | { is: 'attention'; reason: ReasonInLedger }
  /** these pieces are missing in the shipment that OTTO has */
  | { is: 'add'; positionItemIds: string[] }
  /** there is no such shipment to add to */
  | { is: 'create' }
  /** goods that OTTO takes for parcel goods: a return number is needed */
  | { is: 'parcel-goods'; positionItemIds: string[] };

export type Decision = {
  /** pieces that are settled at OTTO without the report */
  settled: { positionItemIds: string[]; code: DoneCode }[];
  /** undefined = nothing of the report is left */
  next: Next | undefined;
  /** OTTO's order is not what the ledger knows of it */
  isNews: boolean;
};

/** What a refusal that OTTO itself can't explain is taken for after so many failures. */
export const PATIENCE = 5;

/**
 * Decides by what OTTO shows of a report, never by guessing what a call came to.
 *
 * @param refusal what OTTO answered; undefined = the outcome was open and has been looked up
 */
export function decideNext(
  report: Transmission,
  call: AttemptCall,
  { pieces, shipment }: AtOtto,
  refusal: Refusal | undefined,
): Decision {
  const all = report.positionItemIds;
  const at = (...where: PieceAtOtto[]) =>
    all.filter((id) => where.includes(pieces.get(id) ?? 'missing'));
  const isNews = at('open', 'ours').length < all.length;
  const only = (next: Next): Decision => ({ settled: [], next, isNews });
  if (at('missing').length > 0) return only(attention('piece-unknown-at-otto', refusal));
  if (at('unknown').length > 0) return only(attention('piece-not-shippable', refusal));
  if (at('announced').length > 0) {
    return only({ is: 'waiting', reason: { code: 'piece-not-released', params: {} } });
  }
  if (report.kind === 'cancellation') return nextOfCancellation(at, refusal, isNews);
  if (at('cancelled').length === all.length) {
    return only(attention('piece-not-shippable', refusal));
  }
  const settled: Decision['settled'] = [
    { positionItemIds: at('elsewhere'), code: 'reported-elsewhere' as const },
    { positionItemIds: at('cancelled'), code: 'cancelled-elsewhere' as const },
  ].filter(({ positionItemIds }) => positionItemIds.length > 0);
  const [ours, open] = [at('ours'), at('open')];
  if (ours.length + open.length === 0) return { settled, next: undefined, isNews };
  if (open.length === 0) return { settled, next: { is: 'accepted' }, isNews };
  // Pieces that are left out now explain why OTTO refused all of them together.
  const unexplained = settled.length > 0 ? undefined : refusal;
  const next = nextOfOpen({ report, call, shipment, refusal: unexplained, ours, open });
  return { settled, next, isNews };
}

function nextOfCancellation(
  at: (...where: PieceAtOtto[]) => string[],
  refusal: Refusal | undefined,
  isNews: boolean,
): Decision {
  const only = (next: Next): Decision => ({ settled: [], next, isNews });
  if (at('ours').length > 0) return only({ is: 'accepted' });
  const cancelled = at('cancelled');
  if (cancelled.length > 0) {
    const settled = [{ positionItemIds: cancelled, code: 'cancelled-elsewhere' as const }];
    return { settled, next: undefined, isNews };
  }
  if (refusal === undefined && at('open').length > 0) return only({ is: 'due' });
  return only(attention('cancellation-refused', refusal));
}

/** Some pieces are neither sent nor cancelled: what keeps them? */
function nextOfOpen(found: {
  report: Transmission;
  call: AttemptCall;
  shipment: AtOtto['shipment'];
  refusal: Refusal | undefined;
  ours: string[];
  open: string[];
}): Next {
  const { report, call, shipment, refusal, ours, open } = found;
  const hasOneKey = trackingKeys(report).length === 1;
  const isAddable = hasOneKey && (ours.length > 0 || shipment?.holds === 'same-recipient');
  // Refused to add what is missing: OTTO's own word counts then.
  if (isAddable && !(call === 'add-pieces' && refusal)) return { is: 'add', positionItemIds: open };
  if (!isAddable && shipment?.holds === 'strangers') {
    const [key] = trackingKeys(report);
    return { is: 'attention', reason: { code: 'tracking-used-at-otto', params: { ...key } } };
  }
  if (refusal === undefined) return { is: 'due' };
  if (call === 'add-pieces' && shipment === undefined) return { is: 'create' };
  return afterRefusal(report, refusal);
}

/** Nothing at OTTO explains the refusal but its own titles. */
function afterRefusal(report: Transmission, refusal: Refusal): Next {
  const has = (title: string) => refusal.titles.includes(title);
  const isDuplicate = has('DUPLICATE_TRACKING_KEY');
  if (isDuplicate || has('POSITION_ITEM_INCLUDED_IN_OTHER_SHIPMENT')) {
    if (report.failures < PATIENCE) return { is: 'open' };
    const [key] = trackingKeys(report);
    if (!isDuplicate || key === undefined) return attention('otto-refused', refusal);
    return { is: 'attention', reason: { code: 'tracking-used-at-otto', params: { ...key } } };
  }
  if (has('PROPERTY_IS_MANDATORY')) {
    const missed = refusal.jsonPaths.find((path) => path.includes('returnTrackingKey'));
    const isWithout = report.parcels.every(({ returnNumber }) => returnNumber === undefined);
    if (missed !== undefined && isWithout) {
      return { is: 'parcel-goods', positionItemIds: piecesNamed(report, refusal.jsonPaths) };
    }
    const jsonPath = refusal.jsonPaths[0] ?? '';
    return { is: 'attention', reason: { code: 'otto-misses-data', params: { jsonPath } } };
  }
  if (has('POSITION_ITEM_NOT_FOUND') || has('INSUFFICIENT_PERMISSION')) {
    return attention('piece-unknown-at-otto', refusal);
  }
  return attention('otto-refused', refusal);
}

/** The pieces OTTO means by `positionItems[1]…`; all of them where it names none. */
function piecesNamed({ positionItemIds }: Transmission, jsonPaths: readonly string[]): string[] {
  const named = jsonPaths.flatMap((path) => {
    const place = /positionItems\[(\d+)\]/.exec(path)?.[1];
    return place === undefined ? [] : (positionItemIds[Number(place)] ?? []);
  });
  return named.length > 0 ? named : positionItemIds;
}

/** A person has to look; with what OTTO said. */
export function attention(
  code: AttentionCode,
  refusal: Refusal | undefined,
): Next & { is: 'attention' } {
  const { statusCode, titles = [] } = refusal ?? {};
  return {
    is: 'attention',
    reason: {
      code,
      params: {
        ...(statusCode === undefined ? {} : { statusCode }),
        ...(titles.length === 0 ? {} : { titles: titles.slice(0, 3).join(', ') }),
      },
    },
  };
}
