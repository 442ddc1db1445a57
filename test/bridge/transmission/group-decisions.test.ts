import { expect, it } from 'vitest';
import { groupsOf } from '../../../src/bridge/transmission/group-decisions.ts';

const some = (failures: number, count: number) =>
  Array.from({ length: count }, () => ({ failures }));

it('new decisions leave together; what failed leaves in smaller groups, and alone in the end', () => {
  const groups = groupsOf([...some(2, 2), ...some(0, 120), ...some(1, 45), ...some(7, 1)]);
  expect(groups.map((group) => group.length)).toEqual([120, 20, 20, 5, 1, 1, 1]);
  for (const group of groups) expect(new Set(group.map(({ failures }) => failures)).size).toBe(1);
});

it('nothing makes no group', () => {
  expect(groupsOf([])).toEqual([]);
});
