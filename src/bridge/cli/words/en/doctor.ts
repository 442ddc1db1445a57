import type { DoctorWords } from '../answer-words.ts';

export const doctor: DoctorWords = {
  title: (version) => `OTTO Market Bridge ${version}: check of both sides`,
  allGood: 'All is well.',
  somethingToDo: (count) => (count === 1 ? 'One point needs you.' : `${count} points need you.`),
};
