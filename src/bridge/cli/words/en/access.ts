import type {
  AccessAnswers,
  AccessCommandName,
  AccessOptionName,
  AccessValueName,
} from '../access-cli-words.ts';
import type { HelpWords, OptionWords } from '../help-words.ts';

export const access: AccessAnswers = {
  column: {
    role: 'role',
    language: 'language',
    lastSeen: 'last seen',
    areas: 'areas',
    createdBy: 'made by',
    lastUsed: 'last used',
    token: 'state',
    at: 'when',
    who: 'who',
    action: 'what',
    subject: 'to what',
    details: 'details',
  },
  setUp: (url, code) =>
    `The bridge has no users yet. Open ${url} and make the first one with this set-up code:\n  ${code}\nIt is valid once. Each new start, also that of another process on the same database, shows a new one, and then only that one is valid.`,
  role: { view: 'View', operate: 'Operate', configure: 'Configure' },
  everyArea: 'all',
  never: 'never',
  revoked: (moment) => `revoked on ${moment}`,
  actorKind: {
    user: 'user',
    token: 'access key',
    command: 'command line',
    setup: 'set-up',
  },
  noUsers: 'There are no users yet.',
  noTokens: 'There are no access keys yet.',
  noEntries: 'Nothing is on record about this.',
  userAdded: (name, role) => `The user “${name}” is made; role: ${role}.`,
  roleChanged: (name, role) =>
    `The user “${name}” has the role “${role}” now, and has to log in again everywhere.`,
  passwordChanged: (name) =>
    `The password of “${name}” is changed. The user has to log in again everywhere.`,
  userRemoved: (name) => `The user “${name}” is removed and logged out everywhere.`,
  tokenAdded: (name) => `The access key “${name}” is made. It is shown this one time only:`,
  tokenRevoked: (name) => `The access key “${name}” is not valid any more.`,
  password: 'Password',
  askPassword: 'Password (at least 10 characters): ',
  askPasswordAgain: 'Once more: ',
};

export const accessCommands: Record<AccessCommandName, string> = {
  user: 'manage the users of the page',
  'user add': 'make a user; the password is asked for (or BRIDGE_PASSWORD)',
  'user list': 'show all users',
  'user role': 'give a user another role',
  'user password': 'give a user a new password',
  'user remove': 'remove a user',
  token: 'manage the access keys of programs',
  'token add': 'make an access key; it is shown one single time',
  'token list': 'show all access keys, without the keys themselves',
  'token revoke': 'revoke an access key; token list shows its id',
  audit: 'show who changed what, the latest first',
};

export const accessExamples: HelpWords['example'] = {
  'user add': [
    ['the first user may do everything', 'user add anna'],
    ['somebody who only ships orders', 'user add warehouse --role operate'],
  ],
  'user role': [['', 'user role warehouse view']],
  'token add': [
    ['a program that reads payments', 'token add Accounting --areas payments'],
    ['one that reports shipments', 'token add ERP --role operate --areas orders shipments'],
  ],
  audit: [['only what one user did', 'audit --actor anna --since 2026-01-01']],
};

export const accessOptions: Record<AccessOptionName, string> = {
  userName: 'name of the user',
  newUserName: 'name the user logs in with',
  userRole: 'role: view, operate, or configure',
  newUserRole: 'role; if absent, the first user gets configure, every further one view',
  tokenName: 'name, best that of the program',
  tokenRole: 'role of the program',
  tokenAreas: 'only for these areas; if absent, for all',
  tokenId: 'id from token list',
  auditActor: 'only what this user or access key did',
  auditAction: 'only this action, e.g. changeUser or settings set',
  auditSince: 'since this day (YYYY-MM-DD)',
};

export const accessValues: Pick<OptionWords['value'], AccessValueName> = {
  role: 'role',
  areas: 'area...',
  action: 'action',
};
