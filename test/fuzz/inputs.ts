import fc from 'fast-check';
import { byteMutations, mutatedBytes, mutatedJson, mutations } from './mutate.ts';

/** One of these, with its body broken in its structure, in its bytes, or in both. */
export function brokenBodies<Base extends { body: unknown }>(
  bases: readonly Base[],
): fc.Arbitrary<{ base: Base; bytes: Buffer }> {
  const structure = fc.tuple(fc.constantFrom(...bases), mutations, fc.constant([]));
  const both = fc.tuple(fc.constantFrom(...bases), mutations, byteMutations);
  return fc
    .oneof({ weight: 3, arbitrary: structure }, { weight: 1, arbitrary: both })
    .map(([base, changes, byteChanges]) => {
      const bytes = mutatedBytes(Buffer.from(mutatedJson(base.body, changes)), byteChanges);
      return { base, bytes, [fc.toStringMethod]: () => shownShort(bytes) };
    });
}

/** What a failing run prints of bytes; all of them are found again by its seed and path. */
export function shownShort(bytes: Buffer): string {
  const text = JSON.stringify(bytes.subarray(0, 1_500).toString('utf8'));
  return bytes.length > 1_500 ? `${text} … ${bytes.length} bytes` : text;
}
