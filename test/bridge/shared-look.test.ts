import { expect, it } from 'vitest';
import { LOOK_ANEW_MS, sharedLook } from '../../src/bridge/shared-look.ts';
import { createFakeClock } from './fake-clock.ts';

/** Looks that hang until they are answered, in the order they began. */
function hangingLooks() {
  const clock = createFakeClock();
  const begun: PromiseWithResolvers<string>[] = [];
  const look = sharedLook(() => {
    const one = Promise.withResolvers<string>();
    begun.push(one);
    return one.promise;
  }, clock);
  return { clock, begun, look };
}

it('is one look for all who ask while it is under way, and another for whoever asks after it', async () => {
  const { begun, look } = hangingLooks();
  const [one, other] = [look(), look()];
  begun[0]?.resolve('here');
  expect(await Promise.all([one, other])).toEqual(['here', 'here']);
  void look();
  expect(begun).toHaveLength(2);
});

it('is begun anew when the one under way hangs for long: what it asks may be back elsewhere', async () => {
  const { clock, begun, look } = hangingLooks();
  const hung = look();
  await clock.advance(LOOK_ANEW_MS - 1);
  expect(look()).toBe(hung);
  await clock.advance(1);
  const anew = look();
  expect(begun).toHaveLength(2);
  begun[0]?.reject(new Error('given up')); // ends neither the new one nor its being shared
  await expect(hung).rejects.toThrow('given up');
  expect(look()).toBe(anew);
  begun[1]?.resolve('back');
  expect(await anew).toBe('back');
});
