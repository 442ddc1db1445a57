import { expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { importLeaseName } from '../../../src/bridge/order-import/run-import.ts';
import { usualDatabase } from '../../databases.ts';
import { MAIN, startWorld, type World } from '../support/world.ts';

function fails(what: string) {
  return () => Promise.reject(new Error(what));
}

/** A bridge some of whose ledger's calls fail, as on a connection that was cut. */
function bridgeWith(world: World, broken: Partial<Ledger>) {
  return world.openAnother(async (location) => ({ ...(await openLedger(location)), ...broken }));
}

const unstopped = () => new AbortController().signal;
const asked = () => ({
  accountId: MAIN,
  cause: 'command' as const,
  signal: unstopped(),
  holderKind: 'command' as const,
});

usualDatabase('a run whose end can not be written', ({ kind }) => {
  it('gives the lease of its import back, and says what went wrong first', async () => {
    const world = await startWorld({ database: kind });
    const bridge = await bridgeWith(world, {
      loadAccountState: fails('the first fault'),
      finishImportRun: fails('the end'),
    });
    await expect(bridge.importOrders(asked())).rejects.toThrow('the first fault');
    expect(await world.run()).toMatchObject({ ran: true, fault: undefined });
  });

  it('says so when nothing went wrong before, and the next import begins at once', async () => {
    const world = await startWorld({ database: kind });
    const { salesOrderId } = world.order();
    const bridge = await bridgeWith(world, { finishImportRun: fails('the end') });
    await expect(bridge.importOrders(asked())).rejects.toThrow('the end');
    const { importRunId } = await world.run();
    expect(world.shopOrders(salesOrderId)).toHaveLength(1);
    const runs = await world.bridge.ledger.listImportRuns({ accountId: MAIN, limit: 10 });
    const states = runs.map((run) => [
      run.import_run_id === importRunId,
      run.state,
      run.error_code,
    ]);
    expect(states).toEqual([
      [true, 'finished', null],
      [false, 'failed', 'interrupted'],
    ]);
  });

  it('gives the lease of its mail proof back, and says what went wrong first', async () => {
    const world = await startWorld({ database: kind });
    const bridge = await bridgeWith(world, {
      startMailProof: fails('the first fault'),
      finishMailProof: fails('the end'),
    });
    const proof = { cause: 'command', signal: unstopped(), holderKind: 'command' } as const;
    await expect(bridge.proveMail(proof)).rejects.toThrow('the first fault');
    expect(await world.bridge.proveMail(proof)).toMatchObject({ ran: true, fault: undefined });
  });

  it('says what went wrong first in a rehearsal, too', async () => {
    const world = await startWorld({ database: kind });
    world.order();
    const bridge = await bridgeWith(world, { finishImportRun: fails('the end') });
    const onRehearsed = () => {
      throw new Error('the first fault');
    };
    const rehearsal = bridge.importOrders({ ...asked(), rehearse: true, onRehearsed });
    await expect(rehearsal).rejects.toThrow('the first fault');
  });
});

usualDatabase('a lease that can not be given back', ({ kind }) => {
  it('takes nothing from what the run came to, and is told in the log', async () => {
    const world = await startWorld({ database: kind });
    world.order();
    const bridge = await bridgeWith(world, { releaseLease: fails('no connection') });
    const outcome = await bridge.importOrders(asked());
    expect(outcome).toMatchObject({ ran: true, fault: undefined, counters: { created: 1 } });
    expect(world.log.filter(({ level }) => level === 'warn')).toEqual([
      {
        level: 'warn',
        event: 'lease-not-given-back',
        fields: { lease: importLeaseName(MAIN), reason: 'no connection' },
      },
    ]);
  });

  it('hides no fault of the reports', async () => {
    const world = await startWorld({ database: kind });
    const bridge = await bridgeWith(world, {
      loadInFlight: fails('the first fault'),
      releaseLease: fails('no connection'),
    });
    const reports = bridge.runReports({
      cause: 'click',
      signal: unstopped(),
      holderKind: 'command',
    });
    await expect(reports).rejects.toThrow('the first fault');
  });
});
