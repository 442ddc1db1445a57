import { describe, expect, it } from 'vitest';
import { noCounters } from '../../../src/bridge/ledger/import-runs.ts';
import { de } from '../../../src/bridge/words/de.ts';
import { en } from '../../../src/bridge/words/en.ts';
import {
  accountStateWord,
  counterLine,
  fulfillmentStatusWord,
  importStateWord,
  incidentStateWord,
  outcomeWord,
  phaseWord,
  reasonWord,
  runCauseWord,
  runStateWord,
} from '../../../src/bridge/words/owner-words.ts';
import { ORDER_PHASES } from '../../../src/mapping/order-phase.ts';
import { FULFILLMENT_STATUSES } from '../../../src/mapping/otto/fulfillment-status.ts';

describe('words for tables', () => {
  it.each([...ORDER_PHASES, 'unknown'])('the phase %s has words in both languages', (phase) => {
    expect(phaseWord('de', phase)).not.toBe(phaseWord('en', phase));
    expect([phaseWord('de', phase), phaseWord('en', phase)]).not.toContain(phase);
  });

  it('says the phases as the owner knows them', () => {
    expect(phaseWord('de', 'processable')).toBe('Jetzt versenden');
    expect(phaseWord('en', 'announced')).toBe('Wait: not released by OTTO');
  });

  it.each(FULFILLMENT_STATUSES)('a piece that is %s has words in both languages', (status) => {
    expect(fulfillmentStatusWord('de', status)).not.toBe(fulfillmentStatusWord('en', status));
  });

  it("shows a word of OTTO's that nobody knows as it came", () => {
    expect(fulfillmentStatusWord('de', 'ON_ITS_WAY')).toBe('ON_ITS_WAY');
    expect(phaseWord('en', 'flying')).toBe('flying');
  });

  it.each(Object.keys(de.reasons))('%s has a short form in both languages', (code) => {
    expect(reasonWord('de', code)).not.toBe(reasonWord('en', code));
    expect(reasonWord('de', code).length).toBeLessThan(45);
    expect(reasonWord('en', code).length).toBeLessThan(45);
    expect(reasonWord('de', code)).not.toBe(code);
  });

  it('both languages have the same keys everywhere', () => {
    const keysOf = (value: unknown): unknown =>
      value !== null && typeof value === 'object'
        ? Object.entries(value)
            .map(([key, inner]) => [key, keysOf(inner)])
            .sort(([one], [other]) => String(one).localeCompare(String(other)))
        : typeof value;
    expect(keysOf(de)).toEqual(keysOf(en));
  });

  it('says states, outcomes and causes', () => {
    expect(importStateWord('de', 'imported')).toBe('Im Shop');
    expect(outcomeWord('de', 'would-create')).toBe('würde angelegt');
    expect(outcomeWord('en', 'created')).toBe('created');
    expect(runStateWord('de', 'failed')).toBe('vorzeitig beendet');
    expect(runCauseWord('de', 'click')).toBe('per Klick');
    expect(incidentStateWord('en', 'resolved')).toBe('resolved');
    expect(accountStateWord('de', 'paused')).toBe('pausiert');
  });
});

describe('the line that counts a run', () => {
  const counters = {
    ...noCounters(),
    seen: 1234,
    created: 3,
    updated: 1,
    unchanged: 1230,
    held: 1,
  };

  it('leaves out what did not happen', () => {
    expect(counterLine('de', counters)).toBe(
      '1.234 Bestellungen von OTTO gelesen: 3 angelegt, 1 aktualisiert, 1.230 unverändert, 1 zu klären.',
    );
    expect(counterLine('en', counters)).toBe(
      '1,234 orders read from OTTO: 3 created, 1 updated, 1,230 unchanged, 1 to be cleared up.',
    );
  });

  it('tells a quiet run', () => {
    expect(counterLine('de', noCounters())).toBe(
      'OTTO nennt keine neuen oder geänderten Bestellungen.',
    );
    expect(counterLine('en', noCounters())).toBe('OTTO lists no new or changed orders.');
  });

  it('tells a run of one order, and one that only finished what was open', () => {
    expect(counterLine('de', { ...noCounters(), seen: 1, created: 1 })).toBe(
      '1 Bestellung von OTTO gelesen: 1 angelegt.',
    );
    expect(counterLine('en', { ...noCounters(), created: 2 })).toBe(
      '0 orders read from OTTO: 2 created.',
    );
  });

  it('says of a rehearsal that nothing was changed', () => {
    expect(counterLine('de', counters, { isRehearsal: true })).toBe(
      'Probe, es wurde nichts geändert. 1.234 Bestellungen von OTTO gelesen: 3 anzulegen, 1 zu aktualisieren, 1.230 unverändert, 1 zu klären.',
    );
  });
});
