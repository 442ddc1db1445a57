import { describe, expect, it } from 'vitest';
import { importRulesSchema, statusMappingSchema } from '../../src/mapping/import-rules.ts';

describe('what a new account starts with', () => {
  it.each([
    ['announced', 'on-hold'],
    ['processable', 'processing'],
    ['sent', 'completed'],
    ['returned', 'refunded'],
    ['cancelledByMarketplace', 'cancelled'],
    ['cancelledByPartner', 'cancelled'],
  ] as const)('a %s order becomes %s in the shop', (phase, status) => {
    expect(statusMappingSchema.parse({})[phase]).toBe(status);
    expect(importRulesSchema.parse({}).statusMapping[phase]).toBe(status);
  });

  it('leaves announced orders in the backlog', () => {
    expect(importRulesSchema.parse({}).announcedImport).toBe('off');
  });

  it('writes a named line for an unknown SKU', () => {
    expect(importRulesSchema.parse({}).unknownSku).toBe('named-line');
  });

  it('puts cancelled pieces back on stock, returned ones not', () => {
    expect(importRulesSchema.parse({})).toMatchObject({
      restockCancelled: true,
      restockReturned: false,
    });
  });

  it('speaks German in the shop', () => {
    expect(importRulesSchema.parse({}).language).toBe('de');
  });

  it('keeps the other rows when one is chosen', () => {
    expect(importRulesSchema.parse({ statusMapping: { sent: 'shipped' } }).statusMapping).toEqual({
      announced: 'on-hold',
      processable: 'processing',
      sent: 'shipped',
      returned: 'refunded',
      cancelledByMarketplace: 'cancelled',
      cancelledByPartner: 'cancelled',
    });
  });
});

describe('what may be chosen', () => {
  const accepts = (row: Record<string, unknown>) => statusMappingSchema.safeParse(row).success;

  it.each(['announced', 'processable', 'sent'])('a %s order always gets a status', (phase) => {
    expect(accepts({ [phase]: 'leave-as-it-is' })).toBe(false);
    expect(accepts({ [phase]: 'my-status_2' })).toBe(true);
  });

  it.each(['returned', 'cancelledByMarketplace', 'cancelledByPartner'])(
    'a %s order may be left as it is',
    (phase) => {
      expect(accepts({ [phase]: 'leave-as-it-is' })).toBe(true);
    },
  );

  it('"refunded" is for returned orders only: the shop gets there by refunds, never by a write', () => {
    expect(accepts({ returned: 'refunded' })).toBe(true);
    for (const phase of [
      'announced',
      'processable',
      'sent',
      'cancelledByMarketplace',
      'cancelledByPartner',
    ]) {
      expect(accepts({ [phase]: 'refunded' }), phase).toBe(false);
    }
  });

  it.each(['wc-processing', '', 'Processing', 'in bearbeitung', 'a'.repeat(21), 7, null])(
    'no status slug: %j',
    (status) => {
      expect(accepts({ processable: status })).toBe(false);
    },
  );

  it.each([
    { announcedImport: 'on' },
    { unknownSku: 'skip' },
    { language: 'fr' },
    { restockReturned: 'yes' },
    { statusMapping: { shipped: 'completed' } },
    { somethingElse: true },
  ])('refuses %j', (rules) => {
    expect(importRulesSchema.safeParse(rules).success).toBe(false);
  });
});
