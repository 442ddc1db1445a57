import { expect, it } from 'vitest';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import { isAtPackers, meaningOf } from '../../src/mapping/status-meaning.ts';

const RULES = importRulesSchema.parse({});
const CUSTOM = importRulesSchema.parse({
  statusMapping: {
    announced: 'waiting',
    processable: 'to-pack',
    sent: 'on-its-way',
    returned: 'came-back',
    cancelledByMarketplace: 'off-otto',
    cancelledByPartner: 'leave-as-it-is',
  },
});

it.each([
  ['pending', 'held', false],
  ['on-hold', 'held', false],
  ['processing', 'to-ship', true],
  ['completed', 'packed', true],
  ['cancelled', 'off', false],
  ['failed', 'off', false],
  ['refunded', 'off', false],
  ['trash', 'no-order', false],
  ['checkout-draft', 'no-order', false],
  ['auto-draft', 'no-order', false],
  ['picking', 'own', true],
] as const)('%s means %s', (status, meaning, atPackers) => {
  expect(meaningOf(status, RULES)).toBe(meaning);
  expect(isAtPackers(status, RULES)).toBe(atPackers);
});

it.each([
  ['waiting', 'held', false],
  ['to-pack', 'to-ship', true],
  ['on-its-way', 'packed', true],
  ['came-back', 'came-back', false],
  ['off-otto', 'off', false],
] as const)('%s means %s, as the owner mapped it', (status, meaning, atPackers) => {
  expect(meaningOf(status, CUSTOM)).toBe(meaning);
  expect(isAtPackers(status, CUSTOM)).toBe(atPackers);
});

it('takes a status that is mapped twice as the one nearer to the packers', () => {
  const rules = importRulesSchema.parse({
    statusMapping: { announced: 'processing', cancelledByMarketplace: 'on-hold' },
  });
  expect(meaningOf('processing', rules)).toBe('to-ship');
  expect(meaningOf('on-hold', rules)).toBe('held');
});
