import { textFromCents } from '../../../mapping/money.ts';
import { bringsGoodsBack, CONDITION_WITHOUT_GOODS } from '../../../mapping/returns/restock.ts';
import {
  ACCEPTANCE_REASONS,
  MOST_DECISIONS_PER_CALL,
  REJECTION_REASONS,
  RETURN_CONDITIONS,
} from '../../../mapping/returns/return-words.ts';
import type { DecidedReturns, DecisionAnswer } from '../../return-desk/decide-returns.ts';
import type { PieceReductions, ReductionList } from '../../return-desk/list-reductions.ts';
import type { ReductionAnswer } from '../../return-desk/reduce-price.ts';
import { reportCode } from '../../words/report-code.ts';
import { reportWord } from '../../words/report-words.ts';
import {
  conditionWord,
  decisionExtent,
  reductionExtent,
  reductionStatusWord,
  returnReasonWord,
} from '../../words/return-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { tell } from '../words-of-request.ts';
import { presentTransmission } from './transmissions.ts';

type Presented = AnswerOf<'decideReturns'>;
type Item = Presented['items'][number];

/** What became of decisions about returns, or with `isDryRun` would become of them. */
export function presentDecisions(
  language: Language,
  { answers, extent }: Extract<DecidedReturns, { isTaken: true }>,
  { isDryRun }: { isDryRun: boolean },
): Presented {
  const count = (outcome: Item['outcome']) =>
    answers.filter((answer) => answer.outcome === outcome).length;
  return {
    isCommitted: !isDryRun,
    items: answers.map((answer) => presentDecision(language, answer, isDryRun)),
    counts: {
      due: count('due'),
      waits: count('waits'),
      known: count('known'),
      refused: count('refused'),
    },
    extent: {
      ...extent,
      sum: textFromCents(extent.sumCents),
      what: decisionExtent(language, extent),
    },
  };
}

function presentDecision(language: Language, answer: DecisionAnswer, isDryRun: boolean): Item {
  const { wish, found, sku, outcome, transmissionId, state, cents, isRestocked } = answer;
  const { positionItemId, decision, condition } = wish;
  // What is no reason at all was refused when the request was read.
  const reason = [...ACCEPTANCE_REASONS, ...REJECTION_REASONS].find((one) => one === wish.reason);
  return {
    accountId: found?.accountId ?? null,
    salesOrderId: found?.salesOrderId ?? wish.salesOrderId,
    orderNumber: found?.orderNumber ?? null,
    wooOrderId: found?.wooOrderId ?? null,
    positionItemId,
    sku: sku ?? null,
    decision,
    condition,
    conditionWord: conditionWord(language, condition),
    reason: reason ?? 'COMPLAINT',
    reasonWord: returnReasonWord(language, wish.reason),
    outcome,
    outcomeWord: outcomeWord(language, outcome, isDryRun),
    transmissionId: transmissionId ?? null,
    state: transmissionId === undefined ? null : (state ?? null),
    about: about(language, answer, decision === 'accept' ? 'acceptance' : 'rejection'),
    cents,
    amount: textFromCents(cents),
    isRestocked,
  };
}

/** What became of a price reduction, or with `isDryRun` would become of it. */
export function presentReduction(
  language: Language,
  answer: ReductionAnswer,
  { isDryRun }: { isDryRun: boolean },
): AnswerOf<'reducePrice'> {
  const { wish, found, sku, outcome, transmissionId, state, price } = answer;
  const { positionItemId, amountCents } = wish;
  return {
    isCommitted: !isDryRun && outcome !== 'refused',
    accountId: found?.accountId ?? null,
    salesOrderId: found?.salesOrderId ?? wish.salesOrderId,
    orderNumber: found?.orderNumber ?? null,
    wooOrderId: found?.wooOrderId ?? null,
    positionItemId,
    sku: sku ?? null,
    outcome,
    outcomeWord: outcomeWord(language, outcome, isDryRun),
    transmissionId: transmissionId ?? null,
    state: transmissionId === undefined ? null : (state ?? null),
    about: about(language, answer, 'price-reduction'),
    amountCents,
    price: price ?? null,
    what:
      price === undefined || outcome === 'refused'
        ? ''
        : reductionExtent(language, { amountCents, newTotalCents: price.newTotalCents }),
  };
}

function outcomeWord(language: Language, outcome: Item['outcome'], isDryRun: boolean): string {
  const wouldBe = { due: 'would-due', waits: 'would-wait' } as const;
  const isWish = outcome === 'due' || outcome === 'waits';
  return reportWord(language, 'shipOutcome', isDryRun && isWish ? wouldBe[outcome] : outcome);
}

function about(
  language: Language,
  { refusal, reason, found }: Pick<DecisionAnswer, 'refusal' | 'reason' | 'found'>,
  kind: string,
): Item['about'] {
  if (refusal) return tell(language, refusal.code, { kind, ...refusal.params });
  if (!reason) return null;
  const orderNumber = found?.orderNumber ?? '';
  return tell(language, reportCode(reason.code), { orderNumber, kind, ...reason.params });
}

export function presentReductions(
  language: Language,
  { order, pieces }: Extract<ReductionList, { isFound: true }>,
): AnswerOf<'listPriceReductions'> {
  const { accountId, salesOrderId, orderNumber } = order;
  const items = pieces.map((piece) => presentPiece(language, piece));
  return { accountId, salesOrderId, orderNumber, items };
}

function presentPiece(
  language: Language,
  { fault, listed, ours, ...piece }: PieceReductions,
): AnswerOf<'listPriceReductions'>['items'][number] {
  return {
    ...piece,
    fault: fault ? tell(language, fault.code, fault.params) : null,
    listed: listed.map(({ receiptNumber, cents, createdAt, status }) => ({
      receiptNumber: receiptNumber ?? null,
      cents,
      amount: textFromCents(cents),
      createdAt: createdAt ?? null,
      status,
      statusWord: reductionStatusWord(language, status),
    })),
    ours: ours.map((report) => presentTransmission(language, report)),
  };
}

/** OTTO's reasons and conditions, for choosing. */
export function presentReasons(language: Language): AnswerOf<'listReturnReasons'> {
  const word = (code: string) => returnReasonWord(language, code);
  return {
    accept: ACCEPTANCE_REASONS.map((code) => ({
      code,
      word: word(code),
      fixedCondition: bringsGoodsBack(code) ? null : CONDITION_WITHOUT_GOODS,
    })),
    reject: REJECTION_REASONS.map((code) => ({ code, word: word(code) })),
    conditions: RETURN_CONDITIONS.map((code) => ({ code, word: conditionWord(language, code) })),
    mostDecisions: MOST_DECISIONS_PER_CALL,
  };
}
