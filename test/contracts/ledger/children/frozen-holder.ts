/** Holds a lease, writes in a transaction under it and stays there until it gets the word; then it tells what stands. */
import { once } from 'node:events';
import { underFence } from '../../../../src/bridge/fence.ts';
import { openDatabase } from '../../../../src/bridge/ledger/database.ts';
import { acquireLease } from '../../../../src/bridge/ledger/leases.ts';
import { locationSchema } from '../../../child-places.ts';
import { minute } from '../ledger-facts.ts';

const [locationText = '', idleInTransactionMs = ''] = process.argv.slice(2);
const location = locationSchema.parse(JSON.parse(locationText));
const database = await openDatabase(location, {
  idleInTransactionMs: Number(idleInTransactionMs),
});
const time = { now: minute(0), expiresAt: minute(3) };
const lease = await acquireLease(database, 'work', 'frozen', time);
if (!lease) throw new Error('Somebody else has the lease');
const word = once(process.stdin, 'data');

const write = (sku: string) => ({ sku, shop_sku: 'late' });
const insideTransaction = () =>
  database.transaction().execute(async (trx) => {
    await trx.insertInto('product_choices').values(write('A')).execute();
    console.log('inside');
    await word;
    await trx.insertInto('product_choices').values(write('B')).execute();
  });
const afterwards = async () => {
  await database.insertInto('product_choices').values(write('C')).execute();
};

for (const work of [insideTransaction, afterwards]) {
  const lost = () => new Error('lost');
  console.log(
    await underFence({ lease, lost, isHeld: async () => true }, work).then(
      () => 'wrote',
      (fault) => `failed: ${fault}`,
    ),
  );
}
process.stdin.destroy();
await database.destroy();
console.log('end');
