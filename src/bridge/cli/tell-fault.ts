import { ConfigError } from '../errors.ts';
import { ImportStopped } from '../order-import/run-faults.ts';
import { FieldsRefusedError } from '../set-up/fields-refused-error.ts';
import { sayingOf } from '../words/owner-words.ts';
import { problemsInWords } from '../words/problems-in-words.ts';
import type { Language, Params, Saying } from '../words/saying.ts';
import { CallFault } from './call-fault.ts';
import { commandLine, hintFor } from './command-hints.ts';
import { CLI_WORDS } from './words/cli-words.ts';

/** Something told to the owner; the same fields as the web service has, and the command that helps. */
export type Told = {
  code: string;
  params: Params;
  what: string;
  follows: string | null;
  todo: string | null;
  /** to be typed in; null where no command helps */
  command: string | null;
};

/** @param around what is known besides the params: `accountId`, `orderedAt` */
export function tell(language: Language, code: string, params: Params, around: Params = {}): Told {
  const { what, follows, todo } = sayingFor(language, code, params);
  const hint = hintFor(code, { ...around, ...params });
  const command = hint === undefined ? null : commandLine(hint);
  return { code, params, what, follows: follows ?? null, todo: todo ?? null, command };
}

/** What an error means, whatever it is. */
export function tellError(language: Language, error: unknown): Told {
  if (error instanceof ImportStopped) return tell(language, error.fault.code, error.fault.params);
  if (error instanceof ConfigError || error instanceof CallFault) {
    return tell(language, error.code, error.params);
  }
  if (error instanceof FieldsRefusedError) {
    const problems = error.fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
    return tell(language, 'settings-invalid', { problems });
  }
  const message = error instanceof Error ? error.message || error.name : String(error);
  return tell(language, 'unexpected', { message });
}

/** As lines: what happened, what follows, what to do, and the command for it. */
export function toldText(told: Told, indent = ''): string {
  const prose = [told.what, told.follows, told.todo].filter((part) => part !== null);
  const command = told.command === null ? [] : [`  ${told.command}`];
  return [...prose, ...command].map((line) => `${indent}${line}`).join('\n');
}

function sayingFor(language: Language, code: string, params: Params): Saying {
  const inWords = { ...params };
  for (const name of ['problems', 'problem']) {
    const problems = params[name];
    if (typeof problems === 'string') inWords[name] = problemsInWords(language, problems);
  }
  const own = new Map(Object.entries(CLI_WORDS[language].faults)).get(code);
  // A run's end is told by the words of runs, a command's own by those of the command line.
  if (own && !(code === 'unexpected' && params.message === undefined)) return own(inWords);
  return sayingOf(language, code, inWords);
}
