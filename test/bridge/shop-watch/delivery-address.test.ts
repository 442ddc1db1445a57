import { expect, it } from 'vitest';
import { isHardlyReached } from '../../../src/bridge/shop-watch/delivery-address.ts';

it.each([
  ['https://bridge.example', false],
  ['http://bridge.example:8080', false],
  ['https://bridge.example:443', false],
  ['https://bridge.example:8787', true],
  ['https://192.168.1.7', true],
  ['https://10.1.2.3', true],
  ['https://172.16.0.1', true],
  ['https://172.32.0.1', false],
  ['https://11.0.0.1', false],
  ['https://localhost', true],
  ['http://bridge.local', true],
  ['http://[::1]', true],
  ['http://[fd00::1]', true],
  ['http://[2a01:4f8::1]', false],
  ['https://shop.example', false],
  ['https://shop.example:8787', true],
])('%s is hardly reached by a shop elsewhere: %s', (url, expected) => {
  expect(isHardlyReached(url, 'https://shop.example')).toBe(expected);
});

it('a shop sends to its own host and port, private or not', () => {
  expect(isHardlyReached('http://127.0.0.1:8888/bridge', 'http://127.0.0.1:8888')).toBe(false);
  expect(isHardlyReached('http://127.0.0.1', 'http://127.0.0.1:8888')).toBe(false);
  expect(isHardlyReached('http://127.0.0.1:8787', 'http://127.0.0.1:8888')).toBe(true);
});
