/** Commands about users, tokens of programs, and who did what. */
export type AccessCommandName =
  | 'user'
  | 'user add'
  | 'user list'
  | 'user role'
  | 'user password'
  | 'user remove'
  | 'token'
  | 'token add'
  | 'token list'
  | 'token revoke'
  | 'audit';

export type AccessOptionName =
  | 'userName'
  | 'newUserName'
  | 'userRole'
  | 'newUserRole'
  | 'tokenName'
  | 'tokenRole'
  | 'tokenAreas'
  | 'tokenId'
  | 'auditActor'
  | 'auditAction'
  | 'auditSince';

export type AccessValueName = 'role' | 'areas' | 'action';

export type AccessColumn =
  | 'role'
  | 'language'
  | 'lastSeen'
  | 'areas'
  | 'createdBy'
  | 'lastUsed'
  | 'token'
  | 'at'
  | 'who'
  | 'action'
  | 'subject'
  | 'details';

/** What these commands answer. */
export type AccessAnswers = {
  column: Record<AccessColumn, string>;
  /** told at a start as long as there is no user */
  setUp: (url: string, code: string) => string;
  role: Record<'view' | 'operate' | 'configure', string>;
  everyArea: string;
  never: string;
  revoked: (moment: string) => string;
  actorKind: Record<'user' | 'token' | 'command' | 'setup', string>;
  noUsers: string;
  noTokens: string;
  noEntries: string;
  userAdded: (name: string, role: string) => string;
  roleChanged: (name: string, role: string) => string;
  passwordChanged: (name: string) => string;
  userRemoved: (name: string) => string;
  tokenAdded: (name: string) => string;
  tokenRevoked: (name: string) => string;
  password: string;
  askPassword: string;
  askPasswordAgain: string;
};
