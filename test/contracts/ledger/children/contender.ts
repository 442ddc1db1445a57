/** Waits for the word, does one deed on the ledger and prints what came of it. */
import { once } from 'node:events';
import type { LedgerLocation } from '../../../../src/bridge/ledger/database.ts';
import { type Ledger, openLedger } from '../../../../src/bridge/ledger/ledger.ts';
import { locationSchema } from '../../../child-places.ts';
import { ACCOUNT, cause, minute, RUN, seenOrder, settlement } from '../ledger-facts.ts';
import { POOL, pieces, shipment } from '../report-facts.ts';

const ORDERS = Array.from({ length: 20 }, (_, index) => `order-${index}`);
const [locationText = '', deed = '', name = ''] = process.argv.slice(2);
const location = locationSchema.parse(JSON.parse(locationText));

const DEEDS: Record<string, (ledger: Ledger) => Promise<unknown>> = {
  'take-lease': (ledger) =>
    ledger.acquireLease('import', name, { now: minute(0), expiresAt: minute(5) }),
  claim: async (ledger) => [
    ...(await ledger.claimForCreate(ACCOUNT, name === 'one' ? ORDERS : ORDERS.toReversed(), {
      claimId: `claim-${name}`,
      now: minute(1),
      notes: ORDERS.map((id) => ({ salesOrderId: id, noteKey: 'first', text: `by ${name}` })),
    })),
  ],
  'see-orders': (ledger) =>
    ledger.recordSeen(
      ACCOUNT,
      (name === 'one' ? ORDERS : ORDERS.toReversed()).map((id) => seenOrder(id, { pieces: 3 })),
      minute(1),
    ),
  'count-up': async (ledger) => {
    let written = 0;
    for (let round = 0; round < 25; round += 1) {
      const document = await ledger.readDocument('count');
      const text = String(Number(document?.text ?? 0) + 1);
      if (await ledger.writeDocument('count', text, document?.version)) written += 1;
    }
    return written;
  },
  'move-cursor': async (ledger) => {
    for (let round = 0; round < 40; round += 1) {
      const at = name === 'early' ? minute(round) : minute(100 + round);
      await ledger.saveCursor(ACCOUNT, { cursorAt: at, wideRunOn: undefined });
    }
  },
  'add-reports': async (ledger) => {
    const items = ['a', 'b', 'c', 'd'].flatMap((id) =>
      [0, 1].map((index) =>
        shipment(id, {
          transmissionId: `${name}-${id}-${index}`,
          positionItemIds: pieces(id, index),
        }),
      ),
    );
    const inOrder = name === 'two' ? items.toReversed() : items;
    return ledger.addTransmissions(ACCOUNT, inOrder, 'report', minute(5));
  },
  // Each ends the other half of the same orders' reports, by way of an incident they share.
  'end-reports': async (ledger) => {
    for (const transmissionId of ORDERS.map((id) => `${id}-${name}`)) {
      const fails = { state: 'attention', reason: { code: 'otto-refused', params: {} } } as const;
      for (const end of [fails, { state: 'withdrawn' } as const]) {
        const change = { transmissionId, from: ['due', 'attention'] as const, ...end };
        await ledger.reviseTransmissions(ACCOUNT, [change], 'report', minute(6));
      }
    }
  },
  'start-attempts': async (ledger) => {
    const started: string[] = [];
    const start = { from: ['due'] as const, nextTryAt: minute(7) };
    for (const id of name === 'one' ? ORDERS : ORDERS.toReversed()) {
      const attempt = await ledger.startAttempt(id, 'create-shipment', start, minute(6));
      if (attempt !== undefined) started.push(id);
    }
    return started;
  },
  'reserve-numbers': async (ledger) => {
    for (const id of name === 'one' ? ORDERS : ORDERS.toReversed()) {
      const item = shipment(id, {
        transmissionId: `${id}-${name}`,
        positionItemIds: [`${id}-${name}`],
        reserve: [{ parcelNo: 1, pool: POOL }],
      });
      await ledger.addTransmissions(ACCOUNT, [item], 'report', minute(5));
    }
  },
  // Accounts of one shop meet in the incidents they share.
  'settle-with-causes': async (ledger) => {
    const causes = ['a', 'b', 'c', 'd'].map((about) => cause(about));
    for (let round = 0; round < 15; round += 1) {
      const held = (salesOrderId: string, back: boolean) =>
        settlement(salesOrderId, {
          importState: 'held',
          causes: round % 2 === 1 ? [] : back ? causes.toReversed() : causes,
        });
      await ledger.settleOrders(
        name,
        RUN,
        [held('order-1', name === 'one'), held('order-2', name === 'one')],
        minute(round),
      );
    }
  },
  // One goes through with its order while the other takes care of the same incident.
  'acknowledge-and-settle': async (ledger) => {
    for (let round = 0; round < 15; round += 1) {
      if (name === 'owner') {
        const [open] = await ledger.listIncidents({ state: 'open', limit: 1 });
        if (open) await ledger.acknowledgeIncident(open.incident_id, undefined, minute(round));
      } else {
        const held = settlement(`order-${round}`, { causes: [cause('X')] });
        await ledger.settleOrders(name, RUN, [held], minute(round));
      }
    }
  },
};

if (deed === 'open') {
  await word();
  await tell(() => open(location));
} else {
  const ledger = await openLedger(location);
  await word();
  await tell(() => DEEDS[deed]?.(ledger) ?? Promise.reject(new Error(`No deed ${deed}`)));
  await ledger.close();
}

async function open(place: LedgerLocation): Promise<string> {
  const ledger = await openLedger(place);
  await ledger.close();
  return 'opened';
}

async function word(): Promise<void> {
  console.log('ready');
  await once(process.stdin, 'data');
  process.stdin.destroy();
}

async function tell(act: () => Promise<unknown>): Promise<void> {
  try {
    console.log(`result ${JSON.stringify((await act()) ?? null)}`);
  } catch (fault) {
    const cause = fault instanceof Error && fault.cause ? ` because ${fault.cause}` : '';
    console.log(`result "${fault}${cause}"`);
  }
}
