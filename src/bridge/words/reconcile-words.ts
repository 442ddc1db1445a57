import type { Repair } from '../../mapping/side-difference.ts';
import { formatNumber } from './formats.ts';
import { wordFor } from './gaps.ts';
import { reasonWord, sayingOf } from './owner-words.ts';
import type { Language, Params, Saying } from './saying.ts';

/** Sales orders by where they stand, as a comparison counted them. */
export type LineCounts = {
  atOtto: number;
  inLedger: number;
  inShop: number;
  waiting: number;
  keptOut: number;
  differences: number;
};

const LINE = {
  de: {
    atOtto: 'bei OTTO',
    inLedger: 'in der Brücke',
    inShop: 'im Shop',
    waiting: ['wartet', 'warten'],
    keptOut: ['bleibt draußen', 'bleiben draußen'],
    differences: ['Unterschied', 'Unterschiede'],
    none: 'nichts offen',
  },
  en: {
    atOtto: 'at OTTO',
    inLedger: 'in the bridge',
    inShop: 'in the shop',
    waiting: ['waiting', 'waiting'],
    keptOut: ['kept out', 'kept out'],
    differences: ['difference', 'differences'],
    none: 'nothing open',
  },
} as const;

const REPAIR_WORDS = {
  de: {
    import: 'holen',
    'create-again': 'neu anlegen, wenn Sie es wollen',
    adopt: 'weiterführen',
    'look-again': 'neu ansehen',
    'bin-the-later': 'die spätere stornieren, in den Papierkorb',
  },
  en: {
    import: 'fetch',
    'create-again': 'make anew, if you want it',
    adopt: 'take up',
    'look-again': 'look again',
    'bin-the-later': 'cancel the later one, move it to the trash',
  },
} as const satisfies Record<Language, Record<Repair, string>>;

const BY_HAND = { de: 'Ihre Entscheidung', en: 'your decision' } as const satisfies Record<
  Language,
  string
>;

/**
 * What a comparison came to, in one line.
 *
 * @returns e.g. "127 = 127 = 127, nichts offen"; where something waits, each number by its name
 */
export function reconcileLine(language: Language, counts: LineCounts): string {
  const words = LINE[language];
  const { atOtto, inLedger, inShop, waiting, keptOut, differences } = counts;
  const number = (value: number) => formatNumber(language, value);
  const some = (value: number, [one, many]: readonly [string, string]) =>
    `${number(value)} ${value === 1 ? one : many}`;
  const end = differences === 0 ? words.none : some(differences, words.differences);
  const isPlain = atOtto === inLedger && inLedger === inShop && waiting + keptOut === 0;
  if (isPlain) return `${[atOtto, inLedger, inShop].map(number).join(' = ')}, ${end}`;
  const further = [
    ...(waiting === 0 ? [] : [` + ${some(waiting, words.waiting)}`]),
    ...(keptOut === 0 ? [] : [` + ${some(keptOut, words.keptOut)}`]),
  ];
  return [
    `${number(atOtto)} ${words.atOtto}`,
    atOtto === inLedger ? '=' : '≠',
    `${number(inLedger)} ${words.inLedger}`,
    inLedger === inShop + waiting + keptOut ? '=' : '≠',
    `${number(inShop)} ${words.inShop}${further.join('')}, ${end}`,
  ].join(' ');
}

/** What the bridge can do about a difference, in a few words. */
export function repairWord(language: Language, repair: string | null): string {
  return repair === null ? BY_HAND[language] : wordFor(REPAIR_WORDS[language], repair);
}

/** What a difference tells the owner; one that has a reason of its own says it. */
export function differenceSaying(language: Language, code: string, params: Params): Saying {
  const saying = sayingOf(language, code, params);
  if (params.reason === undefined) return saying;
  const because = language === 'de' ? 'Grund' : 'Reason';
  const { what } = saying;
  return { ...saying, what: `${what} ${because}: ${reasonWord(language, String(params.reason))}.` };
}
