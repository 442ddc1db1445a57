import type { z } from 'zod';
import { problemsInWords } from '../words/problems-in-words.ts';
import type { Language } from '../words/saying.ts';
import type { FieldProblem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** More would only repeat themselves, and an answer stays small whatever was sent. */
const MOST_TOLD = 20;
const LONGEST_NAME = 100;

/** What a schema found wrong with one part of a request, field by field, in plain words. */
export function fieldProblems(
  language: Language,
  part: FieldProblem['in'],
  issues: readonly Issue[],
): FieldProblem[] {
  return issues
    .flatMap((issue) =>
      fieldsOf(issue).map((field) => ({ in: part, field, problem: problemOf(language, issue) })),
    )
    .slice(0, MOST_TOLD);
}

function fieldsOf(issue: Issue): string[] {
  const path = issue.path.map(String);
  const paths =
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  return paths.map((keys) => keys.join('.').slice(0, LONGEST_NAME));
}

function problemOf(language: Language, issue: Issue): string {
  const say = (de: string, en: string) => (language === 'de' ? de : en);
  switch (issue.code) {
    case 'unrecognized_keys':
      return say('unbekanntes Feld', 'unknown field');
    case 'invalid_value': {
      const allowed = issue.values.map(String).join(', ');
      return say(`möglich sind: ${allowed}`, `possible values: ${allowed}`);
    }
    case 'invalid_format':
      if (issue.format !== 'datetime') {
        return /^Invalid/.test(issue.message)
          ? say('hat nicht die richtige Form', 'malformed')
          : problemsInWords(language, issue.message);
      }
      return say(
        'ein Zeitpunkt wie 2026-01-31T08:00:00Z wird erwartet',
        'a moment such as 2026-01-31T08:00:00Z is expected',
      );
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? say(`zu lang (höchstens ${issue.maximum})`, `too long (at most ${issue.maximum})`)
        : say(`zu groß (höchstens ${issue.maximum})`, `too large (at most ${issue.maximum})`);
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? say(`zu kurz (mindestens ${issue.minimum})`, `too short (at least ${issue.minimum})`)
        : say(`zu klein (mindestens ${issue.minimum})`, `too small (at least ${issue.minimum})`);
    case 'invalid_type': {
      const type = TYPES.get(issue.expected)?.[language];
      return type === undefined
        ? say('hat den falschen Typ', 'of the wrong type')
        : say(`${type} wird erwartet`, `${type} is expected`);
    }
    default:
      return /^Invalid/.test(issue.message)
        ? say('nicht brauchbar', 'not usable')
        : problemsInWords(language, issue.message);
  }
}

const TYPES: ReadonlyMap<string, Record<Language, string>> = new Map([
  ['string', { de: 'ein Text', en: 'a text' }],
  ['number', { de: 'eine Zahl', en: 'a number' }],
  ['int', { de: 'eine ganze Zahl', en: 'a whole number' }],
  ['boolean', { de: 'true oder false', en: 'true or false' }],
  ['array', { de: 'eine Liste', en: 'a list' }],
  ['object', { de: 'ein JSON-Objekt', en: 'a JSON object' }],
]);
