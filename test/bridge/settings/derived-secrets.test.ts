import { expect, it } from 'vitest';
import { parseSealingKey } from '../../../src/bridge/settings/sealing-key.ts';

function keyOf(digit: string) {
  const key = parseSealingKey(digit.repeat(64), 'test');
  if (!key) throw new Error('not a key');
  return key;
}

it('is the same for a label at every call, and another for each label and each key', () => {
  const secret = keyOf('a').derive('webhook-secret/https://shop.example').reveal();
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(keyOf('a').derive('webhook-secret/https://shop.example').reveal()).toBe(secret);
  const others = [
    keyOf('a').derive('webhook-secret/https://shop.example/b').reveal(),
    keyOf('b').derive('webhook-secret/https://shop.example').reveal(),
  ];
  expect(new Set([secret, ...others, 'a'.repeat(64)]).size).toBe(4);
});

it('shows neither itself nor the key when it is printed', () => {
  const derived = keyOf('a').derive('x');
  expect(`${derived} ${JSON.stringify({ derived })}`).not.toContain(derived.reveal());
});
