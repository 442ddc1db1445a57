import type { Selectable } from 'kysely';
import type { SalesOrderRow } from '../../ledger/sales-orders.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { formatCents, formatMoment } from '../../words/formats.ts';
import { whyLabels } from '../../words/overview-words.ts';
import { phaseWord } from '../../words/owner-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { tellStored } from '../words-of-request.ts';
import { presentOrderIncident } from './orders.ts';

/** Where an order is, why, and what comes next. */
export function presentWhy(
  language: Language,
  row: SalesOrderRow,
  incidents: readonly Selectable<LedgerTables['incidents']>[],
  now: Date,
): AnswerOf<'getOrderWhy'> {
  const why = tellStored(language, row.reason, row.reason_params);
  const open = incidents.map((incident) => presentOrderIncident(language, incident));
  return {
    where: whereItIs(language, row),
    why,
    next: whatComesNext(language, row, now),
    nextLookAt: row.next_look_at,
    open: open.filter(({ about }) => about.what !== why?.what),
  };
}

/** At OTTO and in the shop. */
export function whereItIs(language: Language, row: SalesOrderRow): string[] {
  const labels = whyLabels(language);
  const gross = formatCents(language, row.gross_cents);
  return [
    labels.ordered(formatMoment(language, row.ordered_at), gross),
    labels.phase(phaseWord(language, row.phase)),
    row.woo_order_number === null
      ? labels.notInShop
      : labels.inShop(row.woo_order_number, row.woo_status ?? '–'),
  ];
}

/** What the bridge does next by itself. What holds an order in the shop says itself how it goes on. */
export function whatComesNext(language: Language, row: SalesOrderRow, now: Date): string[] {
  const labels = whyLabels(language);
  const goesOn = row.import_state !== 'imported' || row.reason === null;
  const isLookedAt = row.next_look_at !== null && row.import_state !== 'seen';
  const nextLook = (at: string) =>
    Date.parse(at) <= now.getTime() ? labels.nextRun : labels.nextLook(formatMoment(language, at));
  return [
    ...(goesOn ? [labels.next[row.import_state]] : []),
    ...(isLookedAt && row.next_look_at !== null ? [nextLook(row.next_look_at)] : []),
  ];
}
