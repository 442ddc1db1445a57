import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, settlement } from './ledger-facts.ts';

const CONSENT = {
  state_hash: 'hash-1',
  shop_url: 'https://mein-shop.example',
  asked_by: 'anna',
  asked_at: minute(0),
  expires_at: minute(15),
};

eachDatabase('the consent of a shop', ({ openFreshLedger }) => {
  it('is taken once, and settled after', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.addConsent(CONSENT);
    const takes = [1, 2, 3].map(() => ledger.takeConsent('hash-1', 'taken', minute(1)));
    const taken = (await Promise.all(takes)).filter((row) => row !== undefined);
    expect(taken).toEqual([{ ...CONSENT, outcome: 'taken' }]);
    await ledger.settleConsent('hash-1', 'connected');
    expect(await ledger.loadConsent()).toEqual({ ...CONSENT, outcome: 'connected' });
    expect(await ledger.takeConsent('hash-1', 'taken', minute(2))).toBeUndefined();
  });

  it('is not taken under another name, nor from the moment it expires', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.addConsent(CONSENT);
    expect(await ledger.takeConsent('hash-2', 'taken', minute(1))).toBeUndefined();
    expect(await ledger.takeConsent('hash-1', 'taken', minute(15))).toBeUndefined();
    expect(await ledger.takeConsent('hash-1', 'taken', minute(14))).toBeDefined();
  });

  it('is void once another was asked for', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.addConsent(CONSENT);
    await ledger.addConsent({ ...CONSENT, state_hash: 'hash-2', asked_at: minute(1) });
    expect(await ledger.takeConsent('hash-1', 'taken', minute(2))).toBeUndefined();
    expect((await ledger.loadConsent())?.state_hash).toBe('hash-2');
  });
});

async function settle(
  ledger: Ledger,
  id: string,
  changes: Parameters<typeof settlement>[1],
): Promise<void> {
  await ledger.settleOrders(ACCOUNT, RUN, [settlement(id, changes)], minute(1));
}

eachDatabase('facts for setting up', ({ openFreshLedger }) => {
  it('count what waits in the backlog, by account', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b', 'c');
    await settle(ledger, 'a', { importState: 'backlog' });
    await settle(ledger, 'b', { importState: 'backlog' });
    await settle(ledger, 'c', { importState: 'skipped' });
    expect(await ledger.countBacklog([ACCOUNT, 'other'])).toEqual(new Map([[ACCOUNT, 2]]));
    expect(await ledger.countBacklog([])).toEqual(new Map());
  });

  it('name the newest orders of an account, or those alone that stand in the shop', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await settle(ledger, 'b', { importState: 'skipped' });
    const load = (importedOnly: boolean) =>
      ledger.loadRecentOrderNames(ACCOUNT, { importedOnly, limit: 5 });
    expect((await load(false)).map(({ salesOrderId }) => salesOrderId).toSorted()).toEqual([
      'a',
      'b',
    ]);
    await settle(ledger, 'a', { importState: 'imported' });
    expect((await load(true)).map(({ salesOrderId }) => salesOrderId)).toEqual(['a']);
    expect(await ledger.loadRecentOrderNames('other', { importedOnly: false, limit: 5 })).toEqual(
      [],
    );
  });

  it('list open incidents about SKUs with how many orders have them', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await settle(ledger, 'a', { causes: [cause('X')] });
    await settle(ledger, 'b', { causes: [cause('X'), { ...cause('Y'), code: 'other' }] });
    expect(await ledger.listSkuIncidents(10)).toEqual([
      { code: 'sku-not-in-shop', params: '{"sku":"X"}', lastAt: minute(1), orders: 2 },
    ]);
  });

  it('know who changed something last, by what and to what it was done', async () => {
    const { ledger } = await openFreshLedger();
    const entry = { actorKind: 'user', details: {} } as const;
    const add = (actor: string, action: string, subject: string | null, at: number) =>
      ledger.addAuditEntry({ ...entry, actor, action, subject }, minute(at));
    await add('anna', 'changeAccount', 'main', 1);
    await add('bert', 'changeAccount', 'second', 2);
    await add('carl', 'settings set', null, 3);
    expect(await ledger.loadLastChange(['changeAccount'], 'main')).toEqual({
      actor: 'anna',
      at: minute(1),
    });
    expect(await ledger.loadLastChange(['changeAccount', 'settings set'], undefined)).toEqual({
      actor: 'carl',
      at: minute(3),
    });
    expect(await ledger.loadLastChange(['removeAccount'], undefined)).toBeUndefined();
  });

  it('find the newest rehearsal of an account among its runs', async () => {
    const { ledger } = await openFreshLedger();
    const run = { accountId: ACCOUNT, cause: 'click', sinceAt: undefined } as const;
    const start = (importRunId: string, isRehearsal: boolean, at: number) =>
      ledger.startImportRun({ ...run, importRunId, isRehearsal, startedAt: minute(at) });
    await start('one', true, 1);
    await start('two', true, 2);
    await start('three', false, 3);
    expect((await ledger.loadLastRehearsal(ACCOUNT))?.import_run_id).toBe('two');
    expect(await ledger.loadLastRehearsal('other')).toBeUndefined();
  });

  it('forget what was learned or said, and nothing else', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.chooseCarrier('post', 'Post', 'DHL', minute(1));
    await ledger.chooseCarrier('bote', 'Bote', 'GLS', minute(1));
    await ledger.forgetCarrier('post');
    expect((await ledger.listCarrierChoices()).map(({ nameKey }) => nameKey)).toEqual(['bote']);
    await ledger.learnDeliveryType(ACCOUNT, 'SOFA', 'forwarder', minute(1));
    await ledger.learnDeliveryType('other', 'SOFA', 'parcel', minute(2));
    await ledger.forgetDeliveryType(ACCOUNT, 'SOFA');
    expect(await ledger.listDeliveryTypes(5)).toEqual([
      { accountId: 'other', sku: 'SOFA', deliveryType: 'parcel', learnedAt: minute(2) },
    ]);
  });
});
