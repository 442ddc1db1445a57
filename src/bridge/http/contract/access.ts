import { z } from 'zod';
import { AREAS, nothing, operation, ROLES } from './operation.ts';
import { askedMoment, cursor, limit, moment, nextCursor } from './parts.ts';

/** Languages the page speaks; what the service itself says is German or English. */
export const pageLanguage = z.enum(['de', 'en', 'fr']);

/** What somebody logs in with: case and accents' spelling do not matter. */
const userName = z.string().min(1).max(64);
const newPassword = z.string().min(10).max(200);
const password = z.string().min(1).max(200);
const role = z.enum(ROLES);
const area = z.enum(AREAS);

export const session = z.object({
  /** null: nobody is logged in */
  user: z
    .object({ userId: z.string(), name: z.string(), role, language: pageLanguage.nullable() })
    .nullable(),
  /** for the header X-CSRF-Token of every call that changes something; null: nobody is logged in */
  csrfToken: z.string().nullable(),
  /** nobody can log in yet: the first user is made with the code the bridge showed when it started */
  needsSetup: z.boolean(),
  /** the page's: the user's own, or the one the browser asks for */
  language: pageLanguage,
});

export const user = z.object({
  userId: z.string(),
  name: z.string(),
  role,
  /** null: the one the browser asks for */
  language: pageLanguage.nullable(),
  createdAt: moment,
  lastSeenAt: moment.nullable(),
  /** the one who asks */
  isSelf: z.boolean(),
});

export const apiToken = z.object({
  tokenId: z.string(),
  name: z.string(),
  role,
  /** what it is confined to; null = nothing */
  areas: z.array(area).nullable(),
  createdBy: z.string(),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
});

export const auditEntry = z.object({
  auditEntryId: z.int(),
  at: moment,
  actorKind: z.enum(['user', 'token', 'command', 'setup']),
  /** name of the user or token; of the machine's user for the command line */
  actor: z.string(),
  /** name of the operation or command, e.g. `createUser` or `account pause` */
  action: z.string(),
  /** the same in words */
  actionWords: z.string(),
  /** what it was done to, e.g. a user's name */
  subject: z.string().nullable(),
  /** names of what changed, never a secret */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const userId = z.strictObject({ userId: z.uuid() });
const tokenId = z.strictObject({ tokenId: z.uuid() });

const forUsers = { access: 'configure', area: 'users', query: nothing, status: 200 } as const;
const ofSession = { access: 'anybody', area: 'users', params: nothing, query: nothing } as const;

export const accessOperations = {
  getSession: operation({
    ...ofSession,
    method: 'get',
    path: '/api/v1/session',
    summary: 'Who is logged in, and what the page needs to begin',
    noStore: true,
    body: nothing,
    status: 200,
    answer: session,
  }),
  setUp: operation({
    ...ofSession,
    method: 'post',
    // Directly under /api/v1 as /api/v1/session is: the browser takes a cookie's path from the call.
    path: '/api/v1/setup',
    summary: 'Make the first user with the code the bridge showed when it started, and log in',
    audit: false,
    body: z.strictObject({
      code: z.string().min(1).max(100),
      name: userName,
      password: newPassword,
      language: pageLanguage.optional(),
    }),
    status: 200,
    answer: session,
  }),
  logIn: operation({
    ...ofSession,
    method: 'post',
    path: '/api/v1/session',
    summary: 'Log in; the answer sets the cookie of the session',
    audit: false,
    body: z.strictObject({ name: userName, password }),
    status: 200,
    answer: session,
  }),
  logOut: operation({
    ...ofSession,
    method: 'delete',
    path: '/api/v1/session',
    summary: 'Log out; done already where nobody is logged in',
    audit: false,
    body: nothing,
    status: 200,
    answer: session,
  }),
  changeOwnPassword: operation({
    method: 'put',
    path: '/api/v1/session/password',
    access: 'view',
    area: 'users',
    summary: 'Change the own password; every other session of the user ends',
    params: nothing,
    query: nothing,
    body: z.strictObject({ oldPassword: password, newPassword }),
    status: 200,
    answer: session,
  }),
  setOwnLanguage: operation({
    method: 'put',
    path: '/api/v1/session/language',
    access: 'view',
    area: 'users',
    summary: 'Choose the language of the page; null = the one the browser asks for',
    audit: false,
    params: nothing,
    query: nothing,
    body: z.strictObject({ language: pageLanguage.nullable() }),
    status: 200,
    answer: session,
  }),
  listUsers: operation({
    ...forUsers,
    method: 'get',
    path: '/api/v1/users',
    summary: 'Who may use the page, by name',
    params: nothing,
    body: nothing,
    answer: z.object({ items: z.array(user) }),
  }),
  createUser: operation({
    ...forUsers,
    method: 'post',
    path: '/api/v1/users',
    summary: 'Make a user',
    params: nothing,
    body: z.strictObject({
      name: userName,
      password: newPassword,
      role,
      language: pageLanguage.nullable().default(null),
    }),
    answer: user,
  }),
  changeUser: operation({
    ...forUsers,
    method: 'patch',
    path: '/api/v1/users/:userId',
    summary: 'Change role, password or language of a user; role and password end his sessions',
    params: userId,
    body: z.strictObject({
      role: role.optional(),
      password: newPassword.optional(),
      language: pageLanguage.nullable().optional(),
    }),
    answer: user,
  }),
  removeUser: operation({
    ...forUsers,
    method: 'delete',
    path: '/api/v1/users/:userId',
    summary: 'Remove a user and end his sessions',
    params: userId,
    body: nothing,
    answer: z.object({ userId: z.string(), removed: z.literal(true) }),
  }),
  listTokens: operation({
    ...forUsers,
    method: 'get',
    path: '/api/v1/tokens',
    summary: 'Keys of programs, the newest first; revoked ones stay listed',
    params: nothing,
    body: nothing,
    answer: z.object({ items: z.array(apiToken) }),
  }),
  createToken: operation({
    ...forUsers,
    method: 'post',
    path: '/api/v1/tokens',
    summary: 'Make a key for a program; it is in this answer and never shown again',
    params: nothing,
    body: z.strictObject({
      name: userName,
      role,
      /** default: not confined */
      areas: z.array(area).min(1).max(AREAS.length).nullable().default(null),
    }),
    answer: apiToken.extend({ token: z.string() }),
  }),
  revokeToken: operation({
    ...forUsers,
    method: 'delete',
    path: '/api/v1/tokens/:tokenId',
    summary: 'Withdraw a key; from now on it opens nothing',
    params: tokenId,
    body: nothing,
    answer: apiToken,
  }),
  listAudit: operation({
    method: 'get',
    path: '/api/v1/audit',
    access: 'configure',
    area: 'users',
    summary: 'Who changed what, the latest first',
    params: nothing,
    query: z.strictObject({
      /** name of a user or token, as it is */
      actor: userName.optional(),
      /** name of an operation or command */
      action: z.string().min(1).max(64).optional(),
      /** then or later */
      since: askedMoment.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(auditEntry), nextCursor }),
  }),
};
