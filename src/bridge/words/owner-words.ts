import type { ShipRefusal } from '../../mapping/may-ship.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import type { Catalogue, CountedOutcome, Labels } from './catalogue.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { formatNumber } from './formats.ts';
import { gapsFrom, wordFor } from './gaps.ts';
import { reportCode } from './report-code.ts';
import type { Language, Params, Saying } from './saying.ts';

const CATALOGUES = { de, en } as const satisfies Record<Language, Catalogue>;

const SAYINGS = {
  de: new Map(Object.entries(de.sayings)),
  en: new Map(Object.entries(en.sayings)),
} as const;

const EVENTS = {
  de: new Map(Object.entries(de.events)),
  en: new Map(Object.entries(en.events)),
} as const;

const CHOICES = {
  de: new Map(Object.entries(de.choices)),
  en: new Map(Object.entries(en.choices)),
} as const;

/** What a code tells the owner. Total: an unknown code is told by a general sentence that shows it. */
export function sayingOf(language: Language, code: string, params: Params): Saying {
  const { labels, unknownCode } = CATALOGUES[language];
  const say = SAYINGS[language].get(code);
  return say ? say(gapsFrom(language, labels, params)) : unknownCode(code, params);
}

/** One line of an order's timeline. Total, like {@link sayingOf}. */
export function eventSentence(language: Language, kind: string, params: Params): string {
  const { labels, unknownEvent } = CATALOGUES[language];
  const say = EVENTS[language].get(kind);
  if (!say) return unknownEvent(kind, params);
  const reason = String(params.reason ?? params.code ?? '');
  const code = kind.startsWith('report-') && reason !== '' ? reportCode(reason) : reason;
  const { what } = sayingOf(language, code, params);
  return say(gapsFrom(language, labels, params), what);
}

/** What brought an event about; undefined where nobody kept it. */
export function eventCauseWord(language: Language, cause: string | null): string | undefined {
  return cause === null ? undefined : wordFor(CATALOGUES[language].labels.eventCause, cause);
}

/** Why a piece must not be shipped, in one sentence. */
export function shipRefusalSentence(language: Language, why: ShipRefusal): string {
  return CATALOGUES[language].labels.shipRefusal[why];
}

/** What each side does that the owner can choose for such a code; undefined = nothing to choose. */
export function choicesOf(
  language: Language,
  code: string,
  params: Params,
): { otto: string; shop: string } | undefined {
  const say = CHOICES[language].get(code);
  return say?.(gapsFrom(language, CATALOGUES[language].labels, params));
}

/** Why an order or a run does not go on, in a few words for tables; an unknown code as it is. */
export function reasonWord(language: Language, code: string): string {
  return wordFor(CATALOGUES[language].reasons, code);
}

/** Where an order stands at OTTO, as a whole. */
export function phaseWord(language: Language, phase: string): string {
  return wordFor(CATALOGUES[language].labels.phase, phase);
}

/** Where a single piece stands at OTTO; a word this bridge does not know as OTTO sent it. */
export function fulfillmentStatusWord(language: Language, rawStatus: string): string {
  return wordFor(CATALOGUES[language].labels.fulfillmentStatus, rawStatus);
}

/** Where an order stands between OTTO and the shop. */
export function importStateWord(language: Language, importState: string): string {
  return wordFor(CATALOGUES[language].labels.importState, importState);
}

/** What became of an order in a run or rehearsal: `created`, `would-create`, … */
export function outcomeWord(language: Language, outcome: string): string {
  return wordFor(CATALOGUES[language].labels.outcome, outcome);
}

/** How a run as a whole stands: `running`, `finished`, `failed`. */
export function runStateWord(language: Language, state: string): string {
  return wordFor(CATALOGUES[language].labels.runState, state);
}

/** Who asked for a run: `schedule`, `click`, `command`. */
export function runCauseWord(language: Language, cause: string): string {
  return wordFor(CATALOGUES[language].labels.runCause, cause);
}

/** What was done to the test order of a mail proof: `created`, `refunded`, … */
export function proofStepWord(language: Language, kind: string): string {
  return wordFor(CATALOGUES[language].labels.proofStep, kind);
}

/** What the owner may see in the mailbox while a mail proof runs. */
export function mailProofNotice(language: Language): string {
  return CATALOGUES[language].labels.mailProofNotice;
}

export function incidentStateWord(language: Language, state: string): string {
  return wordFor(CATALOGUES[language].labels.incidentState, state);
}

export function accountStateWord(language: Language, state: string): string {
  return wordFor(CATALOGUES[language].labels.accountState, state);
}

/** In the order in which they are told; what is zero is left out. */
const COUNTED = [
  'created',
  'updated',
  'unchanged',
  'backlog',
  'held',
  'failed',
  'skipped',
] as const satisfies readonly CountedOutcome[];

/** What a run did, or by a rehearsal would have done, in one sentence. */
export function counterLine(
  language: Language,
  counters: ImportCounters,
  options: { isRehearsal?: boolean } = {},
): string {
  const labels: Labels = CATALOGUES[language].labels;
  const isRehearsal = options.isRehearsal ?? false;
  const words = labels.counters[isRehearsal ? 'planned' : 'done'];
  const counts = COUNTED.filter((outcome) => counters[outcome] > 0).map(
    (outcome) => `${formatNumber(language, counters[outcome])} ${words[outcome]}`,
  );
  return labels.counterLine({
    seen: counters.seen,
    seenText: formatNumber(language, counters.seen),
    counts: counts.join(', '),
    isRehearsal,
  });
}
