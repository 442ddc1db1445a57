import { describe, expect, it } from 'vitest';
import { EVENT_CAUSES } from '../../../src/bridge/ledger/tables.ts';
import { de } from '../../../src/bridge/words/de.ts';
import {
  choicesOf,
  eventCauseWord,
  eventSentence,
  sayingOf,
  shipRefusalSentence,
} from '../../../src/bridge/words/owner-words.ts';
import type { ShipRefusal } from '../../../src/mapping/may-ship.ts';
import { HANDED_OVER } from './handed-over.ts';

const paramsOf = (code: string) => new Map(Object.entries(HANDED_OVER)).get(code) ?? {};
const SHIP_REFUSALS: ShipRefusal[] = [
  'pack-stop',
  'cancelled',
  'not-released',
  'already-sent',
  'returned',
  'state-unknown',
];

describe.each(['de', 'en'] as const)('in %s', (language) => {
  it.each(Object.keys(de.choices))('%s says both ways, and what each does', (code) => {
    const params = paramsOf(code);
    const choices = choicesOf(language, code, params);
    for (const choice of [choices?.otto, choices?.shop]) {
      expect(choice).toMatch(/^\S.*\.$/);
      expect(choice).not.toMatch(/…|undefined/);
      expect(sayingOf(language, code, params).todo).toContain(choice);
    }
    expect(choices?.otto).not.toBe(choices?.shop);
  });

  it.each(SHIP_REFUSALS)('%s says in one sentence why a piece is not shipped', (why) => {
    expect(shipRefusalSentence(language, why)).toMatch(/^\S.*\.$/);
  });
});

describe('words of the timeline', () => {
  it.each(EVENT_CAUSES)('%s says in both languages what brought an event about', (cause) => {
    expect(eventCauseWord('de', cause)).not.toBe(eventCauseWord('en', cause));
    expect([eventCauseWord('de', cause), eventCauseWord('en', cause)]).not.toContain(cause);
  });

  it('say nothing where nobody kept what brought it about', () => {
    expect(eventCauseWord('de', null)).toBeUndefined();
    expect(eventCauseWord('de', 'moonlight')).toBe('moonlight');
  });

  it("tell OTTO's reason in the reader's language, and one nobody knows as it is", () => {
    const params = { pieces: 1, skus: 'A', from: 'PROCESSABLE', to: 'CANCELLED_BY_MARKETPLACE' };
    const said = (language: 'de' | 'en', cancellationReason: string) =>
      eventSentence(language, 'otto-pieces-changed', { ...params, cancellationReason });
    expect(said('de', 'PAYMENT_ABORTED')).toContain('Grund: Zahlung abgebrochen.');
    expect(said('en', 'PAYMENT_ABORTED')).toContain('Reason: payment aborted.');
    expect(said('de', 'MOON_TOO_BRIGHT')).toContain('Grund: MOON_TOO_BRIGHT.');
    expect(eventSentence('de', 'otto-pieces-changed', params)).not.toContain('Grund');
  });

  it('offer nothing where there is nothing to choose', () => {
    for (const code of ['fraud-suspected', 'pack-stop', 'constructor', '']) {
      expect(choicesOf('de', code, {})).toBeUndefined();
    }
  });
});
