import type { CommandCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_CHANGED = 'Nothing was changed.';

/** What was typed in on the command line and does not work; whole with and without params. */
export const commands = {
  'date-invalid': (g) => ({
    what: g.has('day') ? `“${g.text('day')}” is not a date.` : 'The date given does not exist.',
    follows: NOTHING_CHANGED,
    todo: 'Write it as year-month-day, for example 2026-01-31.',
  }),
  'file-unreadable': (g) => ({
    what: `The file ${g.has('file') ? g.text('file') : 'given'} can’t be read.`,
    follows: NOTHING_CHANGED,
    todo: 'Check whether the file is there and whether you may read it.',
  }),
  'range-empty': () => ({
    what: 'The range ends before it begins.',
    follows: 'Nothing was compared.',
    todo: 'Name an earlier beginning or a later end.',
  }),
  'secret-needed': (g) => ({
    what: `A secret is still needed${g.has('what') ? `: ${g.text('what')}` : ''}.`,
    follows: NOTHING_CHANGED,
    todo: g.has('variable')
      ? `Hand it over in the environment variable ${g.text('variable')}.`
      : 'Hand it over in the environment variable that the command’s help names, or type it in when asked for it.',
  }),
  'setting-invalid': (g) => ({
    what: `This value does not work${g.has('path') ? ` for ${g.text('path')}` : ''}${g.has('problems') ? `: ${g.text('problems')}` : ''}.`,
    follows: NOTHING_CHANGED,
    todo: 'Correct the value and try again.',
  }),
  'setting-unknown': (g) => ({
    what: g.has('path')
      ? `There is no setting “${g.text('path')}”.`
      : 'This setting does not exist.',
    follows: NOTHING_CHANGED,
    todo: g.has('known')
      ? `There are: ${g.text('known')}.`
      : 'Have all settings shown and take the name from there.',
  }),
} as const satisfies Record<CommandCode, Say>;
