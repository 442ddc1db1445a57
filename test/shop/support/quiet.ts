import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Journey } from './journey.ts';

/** A further run changes nothing in the shop, and just these incidents are open. */
export async function expectQuiet(journey: Journey, incidents: string[] = []): Promise<void> {
  const before = await journey.orders();
  // The shop's own days have whole seconds; a later write must be seen to be later.
  await delay(1_100);
  const { counters } = await journey.run();
  expect(counters).toMatchObject({ created: 0, updated: 0, failed: 0, held: 0 });
  expect(await journey.orders()).toEqual(before);
  expect((await journey.incidents()).toSorted()).toEqual(incidents.toSorted());
}
