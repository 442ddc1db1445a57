import { z } from 'zod';
import { optionalText } from '../../mapping/otto/wire-parts.ts';
import type {
  AcceptanceReason,
  RejectionReason,
  ReturnCondition,
} from '../../mapping/returns/return-words.ts';
import { jsonFrom, refuseWebPage } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';

/** What is decided of one piece. */
export type ReturnDecision<Reason extends string = AcceptanceReason | RejectionReason> = {
  salesOrderId: string;
  positionItemId: string;
  condition: ReturnCondition;
  reason: Reason;
};

/**
 * What OTTO did with each piece of a call; every piece is in one of the three. Refusals that name no
 * piece stand beside them, and the pieces they may mean are `open`.
 */
export type DecisionAnswer = {
  /** positionItemIds OTTO took */
  done: string[];
  refused: {
    positionItemId: string | undefined;
    title: string;
    logref: string | undefined;
  }[];
  /** positionItemIds OTTO says nothing clear about: to be looked up */
  open: string[];
};

/** Accepts returns, for good: OTTO pays the buyers back. At most 200 pieces, else OTTO answers 413. */
export function acceptReturns(
  call: OttoCaller,
  decisions: ReturnDecision<AcceptanceReason>[],
  signal?: AbortSignal,
): Promise<DecisionAnswer> {
  return decide(call, '/v3/returns/acceptance', decisions, signal);
}

/** Rejects returns; each of them may still be accepted later. At most 200 pieces. */
export function rejectReturns(
  call: OttoCaller,
  decisions: ReturnDecision<RejectionReason>[],
  signal?: AbortSignal,
): Promise<DecisionAnswer> {
  return decide(call, '/v3/returns/rejection', decisions, signal);
}

function decide(
  call: OttoCaller,
  path: string,
  decisions: ReturnDecision[],
  signal: AbortSignal | undefined,
): Promise<DecisionAnswer> {
  const positionItems = decisions.map(({ positionItemId, salesOrderId, condition, reason }) => ({
    positionItemId,
    salesOrderId,
    condition,
    reason,
  }));
  const asked = decisions.map(({ positionItemId }) => positionItemId);
  return call(
    {
      method: 'POST',
      route: path,
      path,
      json: { positionItems },
      scope: 'returns',
      repeatable: false,
      read: ({ requestLine, statusCode, text }) => {
        refuseWebPage(requestLine, text);
        return readDecisions(asked, statusCode, jsonFrom(text));
      },
    },
    signal,
  );
}

/** A piece among the results: an object with its id, or the id alone. */
const named = z.union([
  z.object({ positionItemId: optionalText }).transform(({ positionItemId }) => positionItemId),
  optionalText,
]);
const fault = z
  .object({
    title: optionalText,
    logref: optionalText,
    path: optionalText,
    detail: optionalText,
    jsonPath: optionalText,
    jsonpath: optionalText,
  })
  .catch({
    title: undefined,
    logref: undefined,
    path: undefined,
    detail: undefined,
    jsonPath: undefined,
    jsonpath: undefined,
  });
const answer = z
  .object({
    results: z.array(named).nullish().catch(undefined),
    errors: z
      .union([z.array(fault), fault.transform((one) => [one])])
      .nullish()
      .catch(undefined),
  })
  .catch({});

/**
 * Whole success is 200 without errors. Else a piece is done only when it is among the results and no
 * error can mean it: OTTO describes the results as "all the items received".
 */
export function readDecisions(asked: string[], statusCode: number, body: unknown): DecisionAnswer {
  const { results, errors } = answer.parse(body ?? {});
  const faults = errors ?? [];
  if (statusCode !== 207 && faults.length === 0) return { done: [...asked], refused: [], open: [] };

  const refused = faults.map((one) => ({
    positionItemId: pieceMeant(asked, one),
    title: (one.title ?? one.detail ?? 'UNKNOWN').slice(0, 80),
    logref: one.logref?.slice(0, 80),
  }));
  const refusedIds = new Set(refused.map(({ positionItemId }) => positionItemId));
  const listedIds = new Set(results);
  const left = asked.filter((id) => !refusedIds.has(id));
  const unlisted = left.filter((id) => !listedIds.has(id));
  const nameless = refused.filter(({ positionItemId }) => positionItemId === undefined).length;
  // More refusals than pieces they could mean: some of those listed are refused.
  const isListTrusted = nameless <= unlisted.length;
  const done = isListTrusted ? left.filter((id) => listedIds.has(id)) : [];
  return { done, refused, open: left.filter((id) => !done.includes(id)) };
}

/** The one piece an error means: by its id, or by its place in our list. */
function pieceMeant(asked: string[], one: z.output<typeof fault>): string | undefined {
  const texts = [one.path, one.jsonPath, one.jsonpath, one.detail].filter(
    (text) => text !== undefined,
  );
  const byId = asked.filter((id) => texts.some((text) => text.includes(id)));
  if (byId.length > 0) return byId.length === 1 ? byId[0] : undefined;
  const places = texts.flatMap((text) => /positionItems\[(\d+)\]/.exec(text)?.[1] ?? []);
  return places.length > 0 ? asked[Number(places[0])] : undefined;
}
