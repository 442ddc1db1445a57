import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORDER_PHASES } from '../../src/mapping/order-phase.ts';
import { isHint, ORDER_TABS, orderTab, type TabFacts } from '../../src/mapping/order-tab.ts';

/** In the shop, released, nothing wrong, everything sent. */
const SENT: TabFacts = {
  importState: 'imported',
  phase: 'sent',
  reportFlag: undefined,
  hasOpenIncident: false,
  piecesToShip: 0,
};

const facts: fc.Arbitrary<TabFacts> = fc.record({
  importState: fc.constantFrom('seen', 'backlog', 'held', 'skipped', 'claimed', 'imported'),
  phase: fc.constantFrom(undefined, ...ORDER_PHASES),
  reportFlag: fc.constantFrom(undefined, 'pending', 'failed'),
  hasOpenIncident: fc.boolean(),
  piecesToShip: fc.nat({ max: 3 }),
});

describe('the tab of an order', () => {
  it.each<[string, Partial<TabFacts>, string]>([
    [
      'that OTTO has not released and that is not in the shop',
      { importState: 'backlog' },
      'backlog',
    ],
    ['that was only read', { importState: 'seen' }, 'backlog'],
    ['that is being created', { importState: 'claimed' }, 'backlog'],
    ['that is in the shop and not released', { phase: 'announced' }, 'wait'],
    ['of which OTTO says something unknown', { phase: undefined }, 'wait'],
    ['with a piece to hand over', { phase: 'processable', piecesToShip: 1 }, 'ship-now'],
    [
      'with a piece to hand over beside announced ones',
      { phase: 'announced', piecesToShip: 1 },
      'ship-now',
    ],
    ['with one piece reported and one not', { reportFlag: 'pending', piecesToShip: 1 }, 'ship-now'],
    ['whose report is under way', { phase: 'processable', reportFlag: 'pending' }, 'sending'],
    ['whose report by hand OTTO does not show', { phase: 'processable' }, 'sending'],
    [
      'whose announced piece is being cancelled',
      { phase: 'announced', reportFlag: 'pending' },
      'sending',
    ],
    ['that is held', { importState: 'held' }, 'problem'],
    ['with an open incident', { hasOpenIncident: true }, 'problem'],
    [
      'with a failed report and pieces to hand over',
      { reportFlag: 'failed', piecesToShip: 2 },
      'problem',
    ],
    ['that stays out of the shop', { importState: 'skipped', phase: 'cancelledByPartner' }, 'done'],
    [
      'that stays out of the shop though it is released',
      { importState: 'skipped', piecesToShip: 1 },
      'done',
    ],
    [
      'that stays out but has an incident',
      { importState: 'skipped', hasOpenIncident: true },
      'problem',
    ],
    ['that is sent', {}, 'done'],
    ['that is returned', { phase: 'returned' }, 'done'],
    ['that OTTO cancelled', { phase: 'cancelledByMarketplace' }, 'done'],
    ['that was cancelled here', { phase: 'cancelledByPartner' }, 'done'],
  ])('%s', (_name, differs, tab) => {
    expect(orderTab({ ...SENT, ...differs })).toBe(tab);
  });

  it('is not moved by what is about the catalogue alone', () => {
    for (const code of ['sku-not-in-shop', 'vat-rate-not-in-shop', 'phone-number-cut']) {
      expect(isHint(code)).toBe(true);
    }
    for (const code of ['fraud-suspected', 'address-incomplete', 'pack-stop', 'otto-refused']) {
      expect(isHint(code)).toBe(false);
    }
  });

  it('is one of the tabs, whatever is so', () => {
    fc.assert(
      fc.property(facts, (some) => {
        expect(ORDER_TABS).toContain(orderTab(some));
      }),
    );
  });

  it('is never "done" or "wait" while somebody has something to do', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const isInShop = some.importState === 'imported';
        fc.pre(some.hasOpenIncident || (isInShop && some.piecesToShip > 0));
        expect(['problem', 'ship-now']).toContain(orderTab(some));
      }),
    );
  });
});
