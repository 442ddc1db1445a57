import { expect, it } from 'vitest';
import { DEEPEST_LEVELS, valueOfJson } from '../../src/bridge/json-text.ts';

const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

it('reads JSON of any depth that partners send', () => {
  expect(valueOfJson('{"a": [1, null, "x"]}')).toEqual({ a: [1, null, 'x'] });
  expect(JSON.stringify(valueOfJson(nested(DEEPEST_LEVELS)))).toBe(nested(DEEPEST_LEVELS));
});

it.each(['', '{', 'text', '[1', '{"a":'])('takes %j for no value', (text) => {
  expect(valueOfJson(text)).toBeUndefined();
});

it('takes for no value what is so deep that reading it on would end the stack', () => {
  expect(valueOfJson(nested(DEEPEST_LEVELS + 1))).toBeUndefined();
  expect(valueOfJson(nested(100_000))).toBeUndefined();
  expect(valueOfJson('{"a":'.repeat(5_000) + 1 + '}'.repeat(5_000))).toBeUndefined();
});
