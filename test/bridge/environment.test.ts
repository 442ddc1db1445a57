import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/bridge/config.ts';

describe('numbers in the environment', () => {
  it.each([
    ['8080', 8080],
    [' 8080 ', 8080],
    ['0', 0],
    ['', 8787],
    [' ', 8787],
  ])('BRIDGE_PORT=%j is %d', (text, port) => {
    expect(loadConfig({ BRIDGE_PORT: text }).port).toBe(port);
  });

  it.each([['0x1F90'], ['1e3'], ['+80'], ['-1'], ['80.5'], ['65536'], ['0b11'], ['achtzig']])(
    'BRIDGE_PORT=%j is refused',
    (text) => {
      expect(() => loadConfig({ BRIDGE_PORT: text })).toThrow(/BRIDGE_PORT/);
    },
  );

  it.each([
    ['0.5', 500],
    [' 60 ', 60_000],
    [' ', 0],
  ])('BRIDGE_STOP_DELAY=%j is %d ms', (text, delay) => {
    expect(loadConfig({ BRIDGE_STOP_DELAY: text }).stopDelayMs).toBe(delay);
  });

  it.each([['0x10'], ['1e1'], ['61'], ['-1'], ['Infinity'], ['9'.repeat(400)]])(
    'BRIDGE_STOP_DELAY=%j is refused',
    (text) => {
      expect(() => loadConfig({ BRIDGE_STOP_DELAY: text })).toThrow(/BRIDGE_STOP_DELAY/);
    },
  );
});
