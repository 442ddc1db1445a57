import { expect, it } from 'vitest';
import { loadConfig } from '../../src/bridge/config.ts';

const trusted = (BRIDGE_TRUST_PROXY: string) => loadConfig({ BRIDGE_TRUST_PROXY }).trustProxy;

it('names proxies by addresses, networks, or words for several', () => {
  expect(trusted('')).toBeUndefined();
  expect(trusted('none')).toEqual([]);
  expect(trusted('10.0.0.1, 192.168.0.0/16,2001:db8::/32 ,loopback')).toEqual([
    '10.0.0.1',
    '192.168.0.0/16',
    '2001:db8::/32',
    'loopback',
  ]);
});

it.each([
  '1',
  'true',
  'proxy.example',
  '10.0.0.0/33',
  '10.0.0.0/0',
  '10.0.0.1,,',
  '::1/129',
  'none,10.0.0.1',
])('refuses "%s"', (text) => {
  expect(() => trusted(text)).toThrow(expect.objectContaining({ code: 'environment-invalid' }));
});
