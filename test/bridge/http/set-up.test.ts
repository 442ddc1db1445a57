import { describe, expect, it } from 'vitest';
import { type AnswerOf, API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

const draftWorld = () =>
  startHttpWorld((settings) => ({
    ...settings,
    accounts: settings.accounts.map((account) => ({ ...account, state: 'draft' as const })),
  }));

const setUpOf = ({ api }: Pick<HttpWorld, 'api'>) =>
  api.read(API_OPERATIONS.getSetUp, '/api/v1/set-up');
const stateOf = (view: AnswerOf<'getSetUp'>, step: string) =>
  view.steps.find((one) => one.step === step)?.state;

describe('the set-up', () => {
  it('of a bridge that knows nothing begins with the shop', async () => {
    const world = await startHttpWorld((settings) => ({ ...settings, shop: null, accounts: [] }));
    const view = await setUpOf(world);
    expect(view).toMatchObject({ next: 'shop', isLive: false, accountId: null });
    expect(stateOf(view, 'checks')).toBe('later');
    expect(stateOf(view, 'live')).toBe('later');
  });

  it('goes on with what is not done, and a decision is done when the owner says so', async () => {
    const world = await draftWorld();
    const before = await setUpOf(world);
    expect(before).toMatchObject({ next: 'checks', isLive: false, accountId: 'main' });
    expect(stateOf(before, 'shop')).toBe('done');
    expect(stateOf(before, 'account')).toBe('done');
    for (const step of ['checks', 'statuses', 'announced', 'shipping']) {
      const path = `/api/v1/set-up/steps/${step}/confirm`;
      const view = await world.api.read(API_OPERATIONS.confirmSetUpStep, path, { method: 'POST' });
      expect(stateOf(view, step)).toBe('done');
    }
    expect((await setUpOf(world)).next).toBe('mail-proof');
  });

  it('keeps every confirmation when several are made at once', async () => {
    const world = await draftWorld();
    const steps = ['checks', 'statuses', 'announced', 'shipping'];
    await Promise.all(
      steps.map((step) =>
        world.api.call(`/api/v1/set-up/steps/${step}/confirm`, { method: 'POST' }),
      ),
    );
    const view = await setUpOf(world);
    expect(steps.map((step) => stateOf(view, step))).toEqual(['done', 'done', 'done', 'done']);
  });

  it.each(['shop', 'live', 'nosuch'])('can not be told that "%s" is done', async (step) => {
    const { api } = await draftWorld();
    const answer = await api.call(`/api/v1/set-up/steps/${step}/confirm`, { method: 'POST' });
    expect(answer.status).toBe(400);
  });

  it('of a bridge that is live asks for no decisions any more', async () => {
    const view = await setUpOf(await startHttpWorld());
    expect(view).toMatchObject({ isLive: true, next: 'mail-proof' });
    expect(stateOf(view, 'statuses')).toBe('done');
  });

  it('knows how the mail proof went', async () => {
    const world = await draftWorld();
    await world.api.call('/api/v1/mail-proofs', { method: 'POST' });
    await until(async () => stateOf(await setUpOf(world), 'mail-proof') === 'done');
  });
});

describe('a rehearsal', () => {
  async function rehearsed(world: HttpWorld) {
    const { importRunId } = await world.api.read(
      API_OPERATIONS.startRehearsal,
      '/api/v1/set-up/rehearsal',
      { body: { accountId: 'main', since: '2020-01-01T00:00:00Z' } },
    );
    const path = `/api/v1/set-up/rehearsals/${importRunId}`;
    const read = () => world.api.read(API_OPERATIONS.getRehearsal, path);
    await until(async () => !(await read()).isRunning);
    return { view: await read(), path };
  }

  it('shows how orders would come in, and writes nothing to the shop', async () => {
    const world = await draftWorld();
    const order = buildSalesOrder({ seed: 1 });
    world.otto.addOrder(order);
    const { view } = await rehearsed(world);
    expect(view).toMatchObject({ accountId: 'main', seen: 1, fault: null, hasMore: false });
    const [shown] = view.orders;
    expect(shown).toMatchObject({
      orderNumber: order.orderNumber,
      isReadable: true,
      action: 'create',
      about: null,
      order: { status: 'processing' },
    });
    expect(shown?.items.length).toBeGreaterThan(0);
    expect(shown?.order?.shipping.join('\n')).toContain(order.deliveryAddress?.lastName ?? 'none');
    expect(shown?.total).toMatch(/^\d+\.\d\d$/);
    expect(world.shop.state.orders.size).toBe(0);
  });

  it('may be kept by nobody, and its names and addresses are nowhere in the ledger', async () => {
    const world = await draftWorld();
    const order = buildSalesOrder({ seed: 1 });
    world.otto.addOrder(order);
    const { path, view } = await rehearsed(world);
    const answer = await world.api.call(path);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const lines = await world.bridge.ledger.listRunLines(view.importRunId, { after: 0, limit: 50 });
    expect(JSON.stringify(lines)).not.toContain(order.deliveryAddress?.lastName ?? 'none');
  });

  it('is forgotten after half an hour', async () => {
    const world = await draftWorld();
    const { path } = await rehearsed(world);
    await world.clock.endSleeps(30 * 60_000);
    await until(async () => (await world.api.call(path)).status === 404);
    expect(await world.api.problem(path)).toMatchObject({ code: 'rehearsal-unknown' });
  });

  it('is a step of the set-up', async () => {
    const world = await draftWorld();
    expect(stateOf(await setUpOf(world), 'rehearsal')).toBe('open');
    await rehearsed(world);
    expect(stateOf(await setUpOf(world), 'rehearsal')).toBe('done');
  });

  it('tells why it could not be made', async () => {
    const world = await draftWorld();
    world.shop.faults.htmlInsteadOfJson({ times: 99 });
    world.otto.addOrder(buildSalesOrder({ seed: 1 }));
    const { view } = await rehearsed(world);
    expect(view.fault?.code).toBe('shop-unreadable');
  });

  it('of an account that nobody knows is refused', async () => {
    const { api } = await draftWorld();
    const body = { accountId: 'nobody' };
    expect(await api.problem('/api/v1/set-up/rehearsal', { body })).toMatchObject({ status: 404 });
  });
});

describe('the checks', () => {
  const check = async (world: HttpWorld, body: unknown = {}) =>
    (await world.api.read(API_OPERATIONS.runChecks, '/api/v1/checks', { body })).findings;

  it('look at everything once, in their order and in the language asked for', async () => {
    const world = await startHttpWorld();
    const findings = await check(world);
    expect(findings.map((finding) => `${finding.check} ${finding.state}`)).toEqual([
      'ledger ok',
      'shop ok',
      'statuses ok',
      'taxes ok',
      'webhooks ok',
      'second-importer ok',
      'mail-proof warning',
      'accounts ok',
      'otto ok',
      'reports ok',
      'heartbeat ok',
    ]);
    expect(findings.find((finding) => finding.check === 'mail-proof')).toMatchObject({
      checkWord: 'Mail proof',
      code: 'mail-proof-none',
      todo: 'Make the mail proof.',
    });
  });

  it('change nothing in the shop', async () => {
    const world = await startHttpWorld();
    await check(world);
    expect(world.shop.state.orders.size).toBe(0);
  });

  it('look at one thing alone where that is asked for', async () => {
    const world = await startHttpWorld();
    const findings = await check(world, { checks: ['taxes'] });
    expect(findings.map((finding) => finding.check)).toEqual(['taxes']);
  });

  it('find a status that the shop does not have', async () => {
    const world = await startHttpWorld((settings) => ({
      ...settings,
      importRules: {
        ...settings.importRules,
        statusMapping: { ...settings.importRules.statusMapping, sent: 'zugestellt' },
      },
    }));
    const [finding] = await check(world, { checks: ['statuses'] });
    expect(finding).toMatchObject({
      state: 'wrong',
      code: 'status-not-in-shop',
      params: { phase: 'sent', status: 'zugestellt' },
    });
  });

  it('prove that the address from outside leads to this bridge', async () => {
    const world = await startHttpWorld();
    const withAddress = async (publicUrl: string) => {
      await world.bridge.settings.update((settings) => ({ ...settings, publicUrl }));
      return (await check(world, { checks: ['webhooks'] }))[0];
    };
    expect(await withAddress(world.service.url)).toMatchObject({ state: 'ok', code: null });
    expect(await withAddress('http://127.0.0.1:1')).toMatchObject({
      state: 'warning',
      code: 'address-not-reached',
    });
    expect(await withAddress(world.shop.url)).toMatchObject({
      state: 'wrong',
      code: 'address-answers-otherwise',
    });
  });

  it('are not fooled by another bridge at the address', async () => {
    const [world, other] = [await startHttpWorld(), await startHttpWorld()];
    const publicUrl = other.service.url;
    await world.bridge.settings.update((settings) => ({ ...settings, publicUrl }));
    expect((await check(world, { checks: ['webhooks'] }))[0]).toMatchObject({
      code: 'address-answers-otherwise',
    });
  });
});
