import { expect, it } from 'vitest';
import { createLoginThrottle } from '../../../src/bridge/access/login-throttle.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { eachDatabase } from '../../databases.ts';
import { createFakeClock } from '../fake-clock.ts';
import { openAccess, PASSWORD } from './access-world.ts';

const HERE = '203.0.113.7';
const MINUTE = 60_000;

async function startThrottle(
  openLedger: () => Promise<{ ledger: Parameters<typeof createLoginThrottle>[0]['ledger'] }>,
) {
  const { ledger } = await openLedger();
  const clock = createFakeClock();
  const throttle = createLoginThrottle({ ledger, clock });
  const tryAs = (name: string, address = HERE) => throttle.begin({ name, address });
  /** seconds to wait; 0 = let through */
  const waitOf = async (name: string, address = HERE) => {
    const attempt = await tryAs(name, address);
    return attempt.isAllowed ? 0 : attempt.retryAfterSeconds;
  };
  return { clock, tryAs, waitOf };
}

eachDatabase('the throttle of log-ins', ({ openFreshLedger }) => {
  it('lets a name be tried five times from one address, and then after ever longer waits', async () => {
    const { clock, waitOf } = await startThrottle(openFreshLedger);
    for (let count = 1; count <= 5; count += 1) expect(await waitOf('anna')).toBe(0);
    for (const seconds of [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]) {
      expect(await waitOf('anna')).toBe(seconds);
      await clock.advance((seconds - 1) * 1_000);
      expect(await waitOf('anna')).toBe(1);
      await clock.advance(1_000);
      expect(await waitOf('anna')).toBe(0);
    }
    expect(await waitOf('bert')).toBe(0);
  });

  it('forgets failures after a success, and a day after the first of them', async () => {
    const { clock, tryAs, waitOf } = await startThrottle(openFreshLedger);
    for (let count = 1; count <= 4; count += 1) await waitOf('anna');
    const attempt = await tryAs('anna');
    if (attempt.isAllowed) await attempt.succeeded();
    for (let count = 1; count <= 5; count += 1) expect(await waitOf('anna')).toBe(0);
    expect(await waitOf('anna')).toBe(30);
    await clock.advance(24 * 60 * MINUTE);
    expect(await waitOf('anna')).toBe(0);
    expect(await waitOf('anna')).toBe(0);
  });

  it('lets one address try fifty times in a quarter of an hour, whatever the name', async () => {
    const { clock, tryAs, waitOf } = await startThrottle(openFreshLedger);
    for (let count = 1; count <= 50; count += 1) expect(await waitOf(`name ${count}`)).toBe(0);
    const refused = { isAllowed: false, retryAfterSeconds: 900 };
    expect(await tryAs('another')).toEqual({ ...refused, isFirst: true });
    expect(await tryAs('another')).toEqual({ ...refused, isFirst: false });
    expect(await waitOf('another', '203.0.113.8')).toBe(0);
    await clock.advance(15 * MINUTE);
    expect(await waitOf('another')).toBe(0);
  });

  it('lets one name be tried a hundred times in an hour, from however many addresses', async () => {
    const { clock, waitOf } = await startThrottle(openFreshLedger);
    for (let count = 1; count <= 100; count += 1)
      expect(await waitOf('anna', `2001:db8::${count}`)).toBe(0);
    expect(await waitOf('anna', '2001:db8::ffff')).toBe(3_600);
    expect(await waitOf('bert', '2001:db8::ffff')).toBe(0);
    await clock.advance(60 * MINUTE);
    expect(await waitOf('anna', '2001:db8::ffff')).toBe(0);
  });

  it('counts what comes at once one by one', async () => {
    const { waitOf } = await startThrottle(openFreshLedger);
    const waits = await Promise.all(Array.from({ length: 20 }, () => waitOf('anna')));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(5);
  });
});

it('keeps neither names nor addresses in the ledger', async () => {
  const { access, ledger, clock } = await openAccess();
  const keys: string[] = [];
  const throttle = createLoginThrottle({
    ledger: {
      ...ledger,
      countThrottle: (key, ...rest) => {
        keys.push(key);
        return ledger.countThrottle(key, ...rest);
      },
    },
    clock,
  });
  await throttle.begin({ name: 'anna', address: HERE });
  expect(keys.length).toBeGreaterThan(2);
  for (const key of keys) expect(key).toMatch(/^(failures|wait|address|name):[\w-]{43}$/);

  const password = new Secret('hunter2 hunter2');
  await access.logins.logIn({ name: 'geheimes passwort', password, address: HERE });
  await access.users.create({ name: 'anna', password: PASSWORD, role: 'view', language: null });
  await access.logins.logIn({ name: 'Anna ', password, address: HERE });
  const entries = await access.audit.list({ limit: 10 });
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ['logInFailed', 'anna'],
    ['logInFailed', ''],
  ]);
});

it('takes the same time for a name that nobody has', async () => {
  const { withCost } = await openAccess();
  // Dear enough for the hash to be most of what a log-in takes.
  const access = withCost({ logN: 13, r: 8, p: 3 });
  await access.users.create({ name: 'anna', password: PASSWORD, role: 'view', language: null });
  const password = new Secret('something else');
  const took = async (name: string) => {
    const before = performance.now();
    for (let count = 1; count <= 3; count += 1) {
      await access.logins.logIn({ name, password, address: `${name}${count}` });
    }
    return performance.now() - before;
  };
  await took('warm');
  expect(await took('nobody')).toBeGreaterThan((await took('anna')) / 3);
});
