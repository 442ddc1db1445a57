import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { ReceiptSource } from '../../../src/bridge/receipts/ports.ts';
import { readReceipts } from '../../../src/bridge/receipts/read-receipts.ts';
import type { OttoReceipt } from '../../../src/mapping/receipts/receipt.ts';
import { seeOrders } from '../../contracts/ledger/ledger-access.ts';
import { ACCOUNT, RUN, settlement } from '../../contracts/ledger/ledger-facts.ts';
import { openFreshLedger } from '../../databases.ts';
import { named, receiptOf } from '../../mapping/receipts/compared-orders.ts';
import { createFakeClock } from '../fake-clock.ts';
import { recordingLogger } from '../otto/otto-world.ts';

const NOW = '2026-03-20T08:00:00.000Z';

/** Three pages, and one receipt nobody can read. */
const PAGES: { receipts: OttoReceipt[]; unreadable: string[] }[] = [
  {
    receipts: [
      receiptOf('R-3', 'PARTIAL_REFUND', {
        salesOrderId: 'A',
        goods: 300,
        pieces: named([[0, 300]]),
      }),
    ],
    unreadable: [],
  },
  {
    receipts: [receiptOf('R-2', 'PURCHASE', { salesOrderId: 'B', goods: 900 })],
    unreadable: ['X'],
  },
  {
    receipts: [
      receiptOf('R-1', 'PURCHASE', {
        salesOrderId: 'A',
        goods: 1_999,
        pieces: named([[0, 1_999]]),
      }),
    ],
    unreadable: [],
  },
];

class Killed extends Error {}

/** Lets the first `most` calls through; then everything fails, before its effect or after it. */
function dyingLedger(ledger: Ledger, most: number, moment: 'before' | 'after') {
  let calls = 0;
  const dying = new Proxy(ledger, {
    get(target, name, receiver) {
      const query: unknown = Reflect.get(target, name, receiver);
      if (typeof query !== 'function') return query;
      return async (...asked: unknown[]) => {
        calls += 1;
        if (calls > most && (moment === 'before' || calls > most + 1)) throw new Killed('killed');
        const result: unknown = await Reflect.apply(query, target, asked);
        if (calls > most) throw new Killed('killed');
        return result;
      };
    },
  });
  return { dying, callsMade: () => calls };
}

function partsFor(ledger: Ledger) {
  const clock = createFakeClock(NOW, { autoAdvance: true });
  const source: ReceiptSource = {
    async *listReceipts() {
      for (const { receipts, unreadable } of PAGES) {
        yield {
          receipts,
          unreadable: unreadable.map((receiptNumber) => ({ receiptNumber, problems: ['gross'] })),
        };
      }
    },
    getReceipt: async () => undefined,
    getReceiptPdf: async () => undefined,
  };
  return {
    source,
    ledger,
    clock,
    logger: recordingLogger([]),
    newId: () => 'one',
    processName: 'test',
    isHolderGone: () => true,
  };
}

const OPTIONS = { signal: new AbortController().signal, holderKind: 'service' } as const;

async function prepared() {
  const { ledger } = await openFreshLedger('sqlite');
  await seeOrders(ledger, 'A');
  await ledger.settleOrders(ACCOUNT, RUN, [settlement('A')], NOW);
  return ledger;
}

async function picture(ledger: Ledger) {
  const facts = await ledger.loadReceiptFacts(ACCOUNT, ['A', 'B']);
  return {
    orders: facts.map(({ receipts, receiptPieces, moneyBack }) => ({
      receipts: receipts.map((row) => [row.receipt_number, row.check_state]),
      pieces: receiptPieces.map((row) => row.cents),
      money: moneyBack.map((row) => [row.money_key, row.cents]),
    })),
    events: (await ledger.listEvents(ACCOUNT, 'A')).map(({ kind }) => kind).toSorted(),
    incidents: (await ledger.listIncidents({ state: 'open', limit: 9 })).map(({ cause }) => cause),
    due: await ledger.loadDueChecks(ACCOUNT, { now: NOW, limit: 9 }),
    hasCursor: (await ledger.loadReadCursor(ACCOUNT, 'receipts')).cursorAt !== undefined,
  };
}

it('ends the same wherever it was killed, and moves its cursor only after a whole look', async () => {
  const undisturbed = await prepared();
  const counted = dyingLedger(undisturbed, 1_000, 'before');
  await readReceipts(partsFor(counted.dying), ACCOUNT, OPTIONS);
  const expected = await picture(undisturbed);
  expect(expected.hasCursor).toBe(true);
  expect(expected.orders[0]?.money).toEqual([['R-3|piece-0', 300]]);
  expect(expected.incidents).toEqual([`receipts-unreadable:${ACCOUNT}`]);

  // The last one gives the lease back; where that fails the run has ended all the same.
  const calls = counted.callsMade() - 1;
  expect(calls).toBeGreaterThan(15);
  for (let most = 0; most < calls; most += 1) {
    for (const moment of ['before', 'after'] as const) {
      const ledger = await prepared();
      const { dying } = dyingLedger(ledger, most, moment);
      await expect(readReceipts(partsFor(dying), ACCOUNT, OPTIONS)).rejects.toThrow('killed');
      const half = await picture(ledger);
      const isWhole = half.orders.flatMap(({ receipts }) => receipts).length === 3;
      if (!isWhole) expect(half.hasCursor, `${most} ${moment}`).toBe(false);
      const result = await readReceipts(partsFor(ledger), ACCOUNT, OPTIONS);
      expect(result, `${most} ${moment}`).toMatchObject({ ran: true, fault: undefined });
      expect(await picture(ledger), `${most} ${moment}`).toEqual(expected);
    }
  }
}, 60_000);
