import type { Bridge } from '../../src/bridge/create-bridge.ts';
import type { World } from '../journeys/support/world.ts';
import type { ChildDesk } from './child-desk.ts';
import { CHILD_WORK, type ChildWork } from './child-job.ts';

/**
 * Lets the open bridge's work be done in the child for a while.
 *
 * @param diesAtQuery of the first piece of work
 * @returns ends that
 */
export function workInChild(
  world: World,
  desk: ChildDesk,
  diesAtQuery: number | undefined,
): () => void {
  const { bridge } = world;
  const kept = { ...bridge };
  let dies = diesAtQuery;
  const send = (work: ChildWork) => async (request: object) => {
    const { signal: _signal, ...sent } = { signal: undefined, ...request };
    const job = {
      config: world.config,
      work,
      request: sent,
      now: bridge.clock.now().toISOString(),
    };
    const diesHere = dies;
    dies = undefined;
    const atQuery = diesHere === undefined ? {} : { diesAtQuery: diesHere };
    return desk.carryOut({ ...job, ...atQuery }, (ms) => world.clock.advance(ms));
  };
  const remote = Object.fromEntries(CHILD_WORK.map((work) => [work, send(work)]));
  const { readReceipts, ...methods } = remote;
  // The outcomes come back as JSON of what the bridge returned.
  Object.assign(bridge, methods, { receipts: { ...kept.receipts, read: readReceipts } });
  return () => void Object.assign(bridge satisfies Bridge, kept);
}
