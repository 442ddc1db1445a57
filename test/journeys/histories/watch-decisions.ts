import { z } from 'zod';
import type { OttoRequest } from '../../fakes/otto/index.ts';
import type { OttoCall, ToldDecision } from './otto-call.ts';

const decisionsSchema = z.looseObject({
  positionItems: z.array(
    z.looseObject({ positionItemId: z.string(), condition: z.string(), reason: z.string() }),
  ),
});
const reductionSchema = z.looseObject({
  positionItemId: z.string(),
  priceReduction: z.looseObject({ amount: z.number() }),
});

const KINDS = {
  '/v3/returns/acceptance': 'accept',
  '/v3/returns/rejection': 'reject',
  '/v1/price-reductions': 'reduce',
} as const;

type Read = Pick<OttoCall, 'kind' | 'positionItemIds' | 'decisions' | 'cents'>;

/** What a writing call decides after the sale; undefined for any other. */
export function readDecisionCall({ path, body }: OttoRequest): Read | undefined {
  const kind = Object.entries(KINDS).find(([of]) => of === path)?.[1];
  if (kind === undefined) return undefined;
  const json: unknown = JSON.parse(body);
  if (kind === 'reduce') {
    const { positionItemId, priceReduction } = reductionSchema.parse(json);
    const cents = Math.round(priceReduction.amount * 100);
    return { kind, positionItemIds: [positionItemId], decisions: [], cents };
  }
  const decisions = decisionsSchema.parse(json).positionItems.map(
    ({ positionItemId, condition, reason }): ToldDecision => ({
      positionItemId,
      kind: kind === 'accept' ? 'acceptance' : 'rejection',
      condition,
      reason,
    }),
  );
  const positionItemIds = decisions.map(({ positionItemId }) => positionItemId);
  return { kind, positionItemIds, decisions, cents: 0 };
}

/** What such a call came to, for the story. */
export function decisionInWords({ kind, decisions, cents }: OttoCall): string | undefined {
  const [{ condition, reason } = { condition: '', reason: '' }] = decisions;
  if (kind === 'reduce') return `reduced by ${(cents / 100).toFixed(2)}`;
  if (kind === 'accept') return `accepted (${condition}, ${reason})`;
  return kind === 'reject' ? `rejected (${condition}, ${reason})` : undefined;
}
