import type { DueNotice } from '../ledger/notices.ts';
import type { NoticeKind } from '../ledger/tables.ts';
import { formatMoment, formatNumber } from './formats.ts';
import { sayingOf } from './owner-words.ts';
import type { Language } from './saying.ts';

const WORDS = {
  de: {
    subject: {
      'incident-opened': ['neuer Vorfall', 'neue Vorfälle'],
      'incident-ageing': ['Vorfall noch offen', 'Vorfälle noch offen'],
      'incident-resolved': ['Vorfall erledigt', 'Vorfälle erledigt'],
    },
    heading: {
      'incident-opened': 'Neu',
      'incident-ageing': 'Noch immer offen',
      'incident-resolved': 'Erledigt',
    },
    orders: (count: string) => `Betroffene Bestellungen: ${count}`,
    since: (moment: string) => `Offen seit ${moment}`,
    todo: 'Was zu tun ist: ',
    footer:
      'Diese Nachricht kommt von Ihrer OTTO-Market-Brücke. Wann sie schreibt, steht in ihren Einstellungen unter „notifications“.',
    test: {
      subject: 'Testnachricht',
      text: 'Die OTTO-Market-Brücke kann Ihnen auf diesem Weg schreiben.',
    },
  },
  en: {
    subject: {
      'incident-opened': ['new incident', 'new incidents'],
      'incident-ageing': ['incident still open', 'incidents still open'],
      'incident-resolved': ['incident resolved', 'incidents resolved'],
    },
    heading: {
      'incident-opened': 'New',
      'incident-ageing': 'Still open',
      'incident-resolved': 'Resolved',
    },
    orders: (count: string) => `Orders concerned: ${count}`,
    since: (moment: string) => `Open since ${moment}`,
    todo: 'What to do: ',
    footer:
      'This message comes from your OTTO Market Bridge. When it writes is in its settings under "notifications".',
    test: {
      subject: 'Test message',
      text: 'The OTTO Market Bridge can write to you this way.',
    },
  },
} as const;

const KINDS = [
  'incident-opened',
  'incident-ageing',
  'incident-resolved',
] as const satisfies readonly NoticeKind[];

/** What one notice says, for one language. No personal data: order numbers, sums and causes alone. */
export function noticeSentences(
  language: Language,
  { kind, incident }: DueNotice,
): { what: string; follows: string | undefined; todo: string | undefined } {
  const { what, follows, todo } = sayingOf(language, incident.code, incident.params);
  const isOver = kind === 'incident-resolved';
  return { what, follows: isOver ? undefined : follows, todo: isOver ? undefined : todo };
}

/** A mail about some notices: subject and plain text. */
export function noticeMail(
  language: Language,
  notices: readonly DueNotice[],
): { subject: string; text: string } {
  const words = WORDS[language];
  const counted = KINDS.flatMap((kind) => {
    const count = notices.filter((notice) => notice.kind === kind).length;
    const [one, many] = words.subject[kind];
    return count === 0 ? [] : [`${formatNumber(language, count)} ${count === 1 ? one : many}`];
  });
  const blocks = KINDS.flatMap((kind) => {
    const ofKind = notices.filter((notice) => notice.kind === kind);
    return ofKind.length === 0
      ? []
      : [`== ${words.heading[kind]} ==`, ...ofKind.map((notice) => block(language, notice))];
  });
  return {
    subject: `OTTO Market: ${counted.join(', ')}`,
    text: [...blocks, words.footer].join('\n\n'),
  };
}

/** The mail that shows that mails arrive. */
export function testMail(language: Language): { subject: string; text: string } {
  const { test, footer } = WORDS[language];
  return { subject: `OTTO Market: ${test.subject}`, text: `${test.text}\n\n${footer}` };
}

function block(language: Language, notice: DueNotice): string {
  const words = WORDS[language];
  const { what, follows, todo } = noticeSentences(language, notice);
  const { orders, openSince } = notice.incident;
  const isOver = notice.kind === 'incident-resolved';
  return [
    what,
    follows,
    todo === undefined ? undefined : `${words.todo}${todo}`,
    orders > 1 && !isOver ? words.orders(formatNumber(language, orders)) : undefined,
    isOver ? undefined : words.since(formatMoment(language, openSince)),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}
