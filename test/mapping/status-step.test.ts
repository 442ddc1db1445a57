import { describe, expect, it } from 'vitest';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import { firstStatus, nextStatus } from '../../src/mapping/status-step.ts';

const rulesWith = (statusMapping: Record<string, string>) =>
  importRulesSchema.parse({ statusMapping });
const DEFAULTS = rulesWith({});

const UNPAID = { isPaid: false, phaseWritten: undefined };
const paidAs = (phaseWritten: 'announced' | 'processable' | 'sent') => ({
  isPaid: true,
  phaseWritten,
});

describe('the status of a new shop order', () => {
  it.each([
    ['announced', 'on-hold', 'announced'],
    ['processable', 'processing', 'processable'],
    ['sent', 'completed', 'sent'],
    ['returned', 'completed', 'sent'],
  ] as const)('%s: %s, which stands for %s', (phase, status, standsFor) => {
    expect(firstStatus(phase, DEFAULTS)).toEqual({ status, phase: standsFor, mapped: status });
  });

  it.each([
    ['processable', 'packed'],
    ['sent', 'shipped'],
    ['returned', 'shipped'],
  ] as const)('%s: processing first, where the owner chose the status %s', (phase, mapped) => {
    const rules = rulesWith({ processable: 'packed', sent: 'shipped', returned: 'came-back' });
    expect(firstStatus(phase, rules)).toEqual({ status: 'processing', phase: undefined, mapped });
  });

  it('announced: the custom one at once, for nothing is paid', () => {
    expect(firstStatus('announced', rulesWith({ announced: 'waiting' }))).toEqual({
      status: 'waiting',
      phase: 'announced',
      mapped: 'waiting',
    });
  });
});

describe('the status of a shop order whose phase changed', () => {
  it.each([
    ['processable', 'processing'],
    ['sent', 'completed'],
    ['cancelledByMarketplace', 'cancelled'],
    ['cancelledByPartner', 'cancelled'],
  ] as const)('%s: %s', (phase, status) => {
    expect(nextStatus(phase, DEFAULTS, UNPAID)).toEqual({ status, phase, mapped: status });
  });

  it.each([
    ['processable', 'packed'],
    ['sent', 'shipped'],
  ] as const)('%s: a custom one passes through processing until it is paid', (phase, mapped) => {
    const rules = rulesWith({ processable: 'packed', sent: 'shipped' });
    expect(nextStatus(phase, rules, UNPAID)).toEqual({
      status: 'processing',
      phase: undefined,
      mapped,
    });
    expect(nextStatus(phase, rules, paidAs('announced'))).toEqual({
      status: mapped,
      phase,
      mapped,
    });
  });

  it('a cancelled one needs no payment for a custom status', () => {
    const rules = rulesWith({ cancelledByPartner: 'gone' });
    expect(nextStatus('cancelledByPartner', rules, UNPAID)?.status).toBe('gone');
  });

  it('returned: "refunded" is never written, it comes with the refunds', () => {
    expect(nextStatus('returned', DEFAULTS, paidAs('sent'))).toBeUndefined();
  });

  it('returned: a status of its own is written once the order counts as shipped', () => {
    const rules = rulesWith({ returned: 'came-back' });
    expect(nextStatus('returned', rules, paidAs('sent'))?.status).toBe('came-back');
  });

  it.each(['refunded', 'leave-as-it-is', 'came-back'])(
    'returned, mapped to %s: an order whose shipment went unseen is completed first',
    (returned) => {
      expect(nextStatus('returned', rulesWith({ returned }), paidAs('processable'))).toEqual({
        status: 'completed',
        phase: 'sent',
        mapped: 'completed',
      });
    },
  );

  it.each(['returned', 'cancelledByMarketplace', 'cancelledByPartner'] as const)(
    '%s: stays where the owner leaves it as it is',
    (phase) => {
      const rules = rulesWith({ [phase]: 'leave-as-it-is' });
      expect(nextStatus(phase, rules, paidAs('sent'))).toBeUndefined();
    },
  );
});
