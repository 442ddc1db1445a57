import type { AccessCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_CHANGED = 'Nothing was changed.';
const ANOTHER_PASSWORD = 'Choose another password, for instance of several words.';

/** Users, their passwords, and the tokens of programs. */
export const access = {
  'last-configurer': (g) => ({
    what: `${g.has('name') ? `“${g.text('name')}”` : 'This user'} is the only user who may manage settings and users.`,
    follows: `Without this user nobody could get at the settings any more. ${NOTHING_CHANGED}`,
    todo: 'Give another user the role “Configure” first.',
  }),
  'password-is-name': () => ({
    what: 'The password is the same text as the name.',
    follows: NOTHING_CHANGED,
    todo: ANOTHER_PASSWORD,
  }),
  'password-too-common': () => ({
    what: 'This password is one of those that are guessed first.',
    follows: NOTHING_CHANGED,
    todo: ANOTHER_PASSWORD,
  }),
  'password-too-long': (g) => ({
    what: `The password may have at most ${g.text('maximum')} characters.`,
    follows: NOTHING_CHANGED,
    todo: 'Choose a shorter password.',
  }),
  'password-too-short': (g) => ({
    what: `The password needs at least ${g.text('minimum')} characters.`,
    follows: NOTHING_CHANGED,
    todo: ANOTHER_PASSWORD,
  }),
  'token-name-invalid': (g) => ({
    what: `The name of an access key has 1 to ${g.text('maximum')} visible characters.`,
    follows: NOTHING_CHANGED,
    todo: 'Name it, for instance, after the program that uses it.',
  }),
  'token-unknown': () => ({
    what: 'The bridge knows no such access key.',
    follows: NOTHING_CHANGED,
    todo: 'List all access keys and take the id from there.',
  }),
  'user-name-invalid': (g) => ({
    what: `The name of a user has 1 to ${g.text('maximum')} visible characters, with single spaces between them.`,
    follows: NOTHING_CHANGED,
    todo: 'Correct the name and try again.',
  }),
  'user-name-taken': (g) => ({
    what: `There is a user ${g.has('name') ? `“${g.text('name')}”` : 'of this name'} already; upper and lower case make no difference.`,
    follows: NOTHING_CHANGED,
    todo: 'Choose another name.',
  }),
  'user-unknown': (g) => ({
    what: `The bridge knows no user ${g.has('name') ? `“${g.text('name')}”` : 'of this id'}.`,
    follows: NOTHING_CHANGED,
    todo: 'List all users and take the name from there.',
  }),
} as const satisfies Record<AccessCode, Say>;
