import type { OrderTab } from '../../mapping/order-tab.ts';
import type { Missing, Today } from '../overview/today.ts';
import { overviewLabels as de } from './de/overview.ts';
import { overviewLabels as en } from './en/overview.ts';
import { formatNumber } from './formats.ts';
import type { Counted, OverviewLabels } from './overview-labels.ts';
import type { Language } from './saying.ts';

const LABELS = { de, en } as const satisfies Record<Language, OverviewLabels>;

export function tabWord(language: Language, tab: OrderTab): string {
  return LABELS[language].tab[tab];
}

/** One of WooCommerce's own statuses, by its slug; undefined for one that only this shop knows. */
export function shopStatusWord(language: Language, slug: string | null): string | undefined {
  const words = LABELS[language].shopStatus;
  return slug !== null && Object.hasOwn(words, slug) ? words[slug] : undefined;
}

export function healthWord(language: Language, state: keyof OverviewLabels['health']): string {
  return LABELS[language].health[state];
}

export function missingSentence(language: Language, missing: Missing): string {
  return LABELS[language].missing[missing];
}

/** What is said about where an order is and what comes next. */
export function whyLabels(language: Language): OverviewLabels['why'] {
  return LABELS[language].why;
}

/** A count as it is shown: "17", or "1.000+" where there are more than were counted. */
export function countText(language: Language, count: number, isCapped: boolean): string {
  return `${formatNumber(language, count)}${isCapped ? '+' : ''}`;
}

/** `good` = all is safe; `busy` = so it is, and there is work; `bad` = something is wrong; `new` = not live */
export type Tone = 'good' | 'busy' | 'bad' | 'new';

/** How things stand, in a sentence or two: the gravest first, then what is to be done today. */
export function todaySentence(language: Language, today: Today): { tone: Tone; sentence: string } {
  const { labels, first, tone } = { labels: LABELS[language].today, ...gravest(language, today) };
  const { due } = today;
  const counted = (count: number): Counted => ({ count, text: formatNumber(language, count) });
  const work = [
    ...(due.overdue > 0 ? [labels.overdue(counted(due.overdue))] : []),
    ...(due.shipToday > 0 ? [labels.shipToday(counted(due.shipToday))] : []),
    ...(due.cancellationsToConfirm > 0
      ? [labels.toConfirm(counted(due.cancellationsToConfirm))]
      : []),
  ];
  const isBusy = tone === 'good' && work.length > 0;
  return { tone: isBusy ? 'busy' : tone, sentence: [...first, ...work].join(' ') };
}

function gravest(language: Language, today: Today): { tone: Tone; first: string[] } {
  const { today: labels, missing } = LABELS[language];
  const [lacks] = today.setUp.missing;
  if (lacks !== undefined) return { tone: 'new', first: [labels.missing(missing[lacks])] };
  const down = [
    ...today.otto.flatMap(({ account, health }) =>
      health.state === 'down' ? [labels.ottoDown(account.name)] : [],
    ),
    ...(today.shop.state === 'down' ? [labels.shopDown] : []),
  ];
  if (down.length > 0) return { tone: 'bad', first: down };
  const { problems } = today.due;
  const text = (count: number) => countText(language, count, count >= MOST_SHOWN);
  if (problems > 0) {
    return { tone: 'bad', first: [labels.problems({ count: problems, text: text(problems) })] };
  }
  const { open } = today.incidents;
  const { count, isCapped } = today.orders;
  const safe = labels.safe({ count, text: countText(language, count, isCapped) });
  const besides = open > 0 ? [labels.incidents({ count: open, text: text(open) })] : [];
  const first = [count === 0 ? labels.none : safe, ...besides];
  return { tone: besides.length > 0 ? 'busy' : 'good', first };
}

/** Counts of today end there. */
const MOST_SHOWN = 1_000;
