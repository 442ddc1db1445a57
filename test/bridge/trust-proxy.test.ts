import { expect, it } from 'vitest';
import { loadConfig } from '../../src/bridge/config.ts';
import { codeOf, openBrowser } from './http/security/browser.ts';
import { addPerson } from './http/security/people.ts';
import { serve, startServiceWorld } from './service/service-world.ts';

const trusted = (BRIDGE_TRUST_PROXY: string) => loadConfig({ BRIDGE_TRUST_PROXY }).trustProxy;

it('believes this machine alone where nothing was set, and counts tries by who really called', async () => {
  expect(loadConfig({}).trustProxy).toEqual(['loopback']);
  expect(trusted('')).toEqual(['loopback']);

  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  const browser = openBrowser((await serve(world, bridge)).url);
  await addPerson({ bridge, watch: world.watch }, 'anna', 'view');
  const codes: string[] = [];
  for (let count = 1; count <= 6; count += 1) {
    // The proxy here heard it from a neighbour of the private network, who invents where he heard it.
    const headers = { 'X-Forwarded-For': `203.0.113.${count}, 192.168.1.5` };
    const body = { name: 'anna', password: 'not this one' };
    codes.push(codeOf(await browser.call('/api/v1/session', { headers, body })));
  }
  expect(codes).toEqual([...Array(5).fill('login-wrong'), 'login-locked']);
});

it('names proxies by addresses, networks, or words for several', () => {
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
