import { createContext, useContext } from 'react';
import type { en } from './en.ts';

/** The shape of a language, taken from the English one: a missing key does not compile. */
type Wide<Part> = Part extends string
  ? string
  : Part extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { [Key in keyof Part]: Wide<Part[Key]> };

export type Words = Wide<typeof en>;

export const WordsContext = createContext<Words | undefined>(undefined);

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error('no words around this part of the page');
  return words;
}
