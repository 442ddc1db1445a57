import type { DoctorWords } from '../answer-words.ts';

export const doctor: DoctorWords = {
  title: (version) => `OTTO Market Bridge ${version}: Prüfung beider Seiten`,
  allGood: 'Alles in Ordnung.',
  somethingToDo: (count) =>
    count === 1 ? 'Ein Punkt braucht Sie.' : `${count} Punkte brauchen Sie.`,
};
