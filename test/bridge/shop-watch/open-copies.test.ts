import { expect, it } from 'vitest';
import { openCopies } from '../../../src/bridge/shop-watch/look-at-copies.ts';
import { usualDatabase } from '../../databases.ts';

usualDatabase('copies of orders that are told', ({ openFreshLedger }) => {
  it('are looked at however much else is wrong', async () => {
    const { ledger } = await openFreshLedger();
    const accountId = 'main';
    const params = { otherWooOrderId: 77 };
    await ledger.openIncident(
      { code: 'shop-order-twice', about: 'one', accountId, params },
      '2026-03-20T08:00:00.000Z',
    );
    for (let number = 0; number < 1_000; number += 1) {
      const other = { code: 'sku-unknown', about: `sku ${number}`, accountId, params: {} };
      await ledger.openIncident(other, '2026-03-20T09:00:00.000Z');
    }
    expect(await openCopies(ledger)).toEqual([77]);
  });
});
