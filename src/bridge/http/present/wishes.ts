import { textFromCents } from '../../../mapping/money.ts';
import type { CancelAnswer } from '../../report-desk/cancel-pieces.ts';
import type { RowResult } from '../../report-desk/carrier-rows.ts';
import type { Refusal } from '../../report-desk/ports.ts';
import type { LeftWhy } from '../../report-desk/ship-wish.ts';
import type { CsvAnswer } from '../../report-desk/take-carrier-csv.ts';
import type { WishAnswer, WishReport } from '../../report-desk/wish-answer.ts';
import { cancelCost, cancelNotice } from '../../words/cancel-words.ts';
import { shipRefusalSentence } from '../../words/owner-words.ts';
import { reportCode } from '../../words/report-code.ts';
import { reportWord } from '../../words/report-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { tell } from '../words-of-request.ts';
import { presentParcel } from './transmissions.ts';

type Presented = AnswerOf<'reportShipments'>['items'][number];
type Kind = 'shipment' | 'cancellation';

/** What became of wishes, or with `isDryRun` would become of them. */
export function presentWishes(
  language: Language,
  answers: readonly WishAnswer[],
  { isDryRun }: { isDryRun: boolean },
): AnswerOf<'reportShipments'> {
  const outcomes = answers.flatMap(({ reports, refusal }) => [
    ...reports.map(({ outcome }) => outcome),
    ...(refusal ? ['refused' as const] : []),
  ]);
  const count = (outcome: WishReport['outcome']) =>
    outcomes.filter((one) => one === outcome).length;
  return {
    items: answers.map((answer) => presentWish(language, answer, 'shipment', isDryRun)),
    counts: {
      due: count('due'),
      waits: count('waits'),
      known: count('known'),
      refused: count('refused'),
    },
  };
}

export function presentCancellations(
  language: Language,
  answers: readonly CancelAnswer[],
  { isConfirmed }: { isConfirmed: boolean },
): AnswerOf<'reportCancellations'> {
  return {
    isCommitted: isConfirmed,
    notice: cancelNotice(language),
    items: answers.map(({ cost, ...answer }) => ({
      ...presentWish(language, answer, 'cancellation', !isConfirmed),
      cost: cost
        ? {
            pieces: cost.pieces,
            sumCents: cost.sumCents,
            sum: textFromCents(cost.sumCents),
            deliveryFeeCents: cost.deliveryFeeCents ?? null,
            what: cancelCost(language, { ...cost, pieces: cost.pieces.length }),
          }
        : null,
    })),
  };
}

function presentWish(
  language: Language,
  answer: WishAnswer,
  kind: Kind,
  isDryRun: boolean,
): Presented {
  const { order, found, reports, refusal, left } = answer;
  return {
    order,
    accountId: found?.accountId ?? null,
    salesOrderId: found?.salesOrderId ?? null,
    orderNumber: found?.orderNumber ?? null,
    wooOrderId: found?.wooOrderId ?? null,
    reports: reports.map((report) => ({
      outcome: report.outcome,
      outcomeWord: outcomeWord(language, report.outcome, isDryRun),
      transmissionId: report.transmissionId ?? null,
      state: report.transmissionId === undefined ? null : (report.state ?? null),
      about: aboutReport(language, report, found?.orderNumber ?? '', kind),
      positionItemIds: report.positionItemIds,
      parcels: report.parcels.map(presentParcel),
    })),
    refusal: refusal ? tellRefusal(language, refusal) : null,
    left: left.map(({ positionItemId, why }) => ({
      positionItemId,
      code: why,
      what: leftSentence(language, why),
    })),
  };
}

function outcomeWord(language: Language, outcome: RowResult['outcome'], isDryRun: boolean): string {
  const wouldBe = { due: 'would-due', waits: 'would-wait' } as const;
  const isWish = outcome === 'due' || outcome === 'waits';
  return reportWord(language, 'shipOutcome', isDryRun && isWish ? wouldBe[outcome] : outcome);
}

function aboutReport(
  language: Language,
  { reason, refusal }: WishReport,
  orderNumber: string,
  kind: Kind,
): Presented['refusal'] {
  if (refusal) return tellRefusal(language, refusal);
  if (!reason) return null;
  return tell(language, reportCode(reason.code), { orderNumber, kind, ...reason.params });
}

export function tellRefusal(language: Language, { code, params }: Refusal) {
  return tell(language, code, params);
}

/** Why a piece is not part of what is reported, in one sentence. */
export function leftSentence(language: Language, why: LeftWhy): string {
  return why === 'in-other-report' || why === 'other-goods' || why === 'in-no-parcel'
    ? reportWord(language, 'leftWhy', why)
    : shipRefusalSentence(language, why);
}

/** What became of a carrier's file, or with `isDryRun` would become of it. */
export function presentCarrierCsv(
  language: Language,
  { file, rows }: CsvAnswer,
  { isDryRun }: { isDryRun: boolean },
): AnswerOf<'takeCarrierCsv'> {
  const count = (outcome: RowResult['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length;
  return {
    isCommitted: !isDryRun,
    encoding: file.encoding,
    delimiter: file.delimiter,
    layout: file.layout ?? null,
    columns: file.columns,
    mapping: file.mapping === undefined ? null : definedOnly(file.mapping),
    problems: file.problems.map(({ code, ...params }) => tell(language, `csv-${code}`, params)),
    counts: {
      due: count('due'),
      waits: count('waits'),
      known: count('known'),
      refused: count('refused'),
      leftOut: count('left-out'),
    },
    rows: rows.map(({ found, ...row }) => ({
      rowNumber: row.rowNumber,
      orderReference: row.orderReference,
      trackingNumber: row.trackingNumber,
      outcome: row.outcome,
      outcomeWord: outcomeWord(language, row.outcome, isDryRun),
      accountId: found?.accountId ?? null,
      salesOrderId: found?.salesOrderId ?? null,
      orderNumber: found?.orderNumber ?? null,
      wooOrderId: found?.wooOrderId ?? null,
      transmissionId: row.transmissionId ?? null,
      positionItemIds: row.positionItemIds,
      about: row.about ? tellRefusal(language, row.about) : null,
    })),
  };
}

function definedOnly(columns: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([role, name]) => (name === undefined ? [] : [[role, name]])),
  );
}
