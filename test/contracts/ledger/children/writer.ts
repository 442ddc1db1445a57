/** Takes order after order through the ledger until it is killed; prints each step once it stands. */
import { openLedger } from '../../../../src/bridge/ledger/ledger.ts';
import { locationSchema } from '../../../child-places.ts';
import { ACCOUNT, cause, minute, RUN, seenOrder, settlement } from '../ledger-facts.ts';

const [locationText = '', first = '0'] = process.argv.slice(2);
const ledger = await openLedger(locationSchema.parse(JSON.parse(locationText)));
for (let number = Number(first); ; number += 1) {
  const id = `order-${number}`;
  await ledger.recordSeen(ACCOUNT, [seenOrder(id, { pieces: 3 })], minute(number));
  console.log(`${number} seen`);
  const notes = ['a', 'b'].map((noteKey) => ({ salesOrderId: id, noteKey, text: noteKey }));
  await ledger.claimForCreate(ACCOUNT, [id], { claimId: id, now: minute(number), notes });
  console.log(`${number} claimed`);
  const settled = settlement(id, {
    payment: { amountCents: 1, paidAt: minute(0), paymentMethod: undefined },
    events: ['1', '2'].map((kind) => ({ kind, params: {} })),
    causes: [cause(id)],
    line: { outcome: 'created', params: {} },
  });
  await ledger.settleOrders(ACCOUNT, RUN, [settled], minute(number));
  console.log(`${number} settled`);
  await ledger.saveCursor(ACCOUNT, { cursorAt: minute(number), wideRunOn: undefined });
  console.log(`${number} passed`);
}
