import type {
  AccessAnswers,
  AccessCommandName,
  AccessOptionName,
  AccessValueName,
} from '../access-cli-words.ts';
import type { HelpWords, OptionWords } from '../help-words.ts';

export const access: AccessAnswers = {
  column: {
    role: 'Recht',
    language: 'Sprache',
    lastSeen: 'zuletzt da',
    areas: 'Bereiche',
    createdBy: 'angelegt von',
    lastUsed: 'zuletzt benutzt',
    token: 'Stand',
    at: 'wann',
    who: 'wer',
    action: 'was',
    subject: 'woran',
    details: 'Näheres',
  },
  setUp: (url, code) =>
    `Noch hat die Brücke keine Benutzer. Öffnen Sie ${url} und legen Sie mit diesem Einrichtungscode den ersten an:\n  ${code}\nEr gilt einmal. Jeder neue Start, auch der eines weiteren Prozesses an derselben Datenbank, zeigt einen neuen, und dann gilt nur der.`,
  role: { view: 'Ansehen', operate: 'Bedienen', configure: 'Einrichten' },
  everyArea: 'alle',
  never: 'noch nie',
  revoked: (moment) => `widerrufen am ${moment}`,
  actorKind: {
    user: 'Benutzer',
    token: 'Zugangsschlüssel',
    command: 'Befehlszeile',
    setup: 'Einrichtung',
  },
  noUsers: 'Noch gibt es keine Benutzer.',
  noTokens: 'Noch gibt es keine Zugangsschlüssel.',
  noEntries: 'Dazu ist nichts festgehalten.',
  userAdded: (name, role) => `Der Benutzer „${name}“ ist angelegt; sein Recht: ${role}.`,
  roleChanged: (name, role) =>
    `Der Benutzer „${name}“ hat jetzt das Recht „${role}“. Wo er angemeldet war, muss er sich neu anmelden.`,
  passwordChanged: (name) =>
    `Das Passwort von „${name}“ ist geändert. Wo er angemeldet war, muss er sich neu anmelden.`,
  userRemoved: (name) => `Der Benutzer „${name}“ ist entfernt und überall abgemeldet.`,
  tokenAdded: (name) =>
    `Der Zugangsschlüssel „${name}“ ist angelegt. Er wird nur dieses eine Mal gezeigt:`,
  tokenRevoked: (name) => `Der Zugangsschlüssel „${name}“ gilt ab sofort nicht mehr.`,
  password: 'Passwort',
  askPassword: 'Passwort (mindestens 10 Zeichen): ',
  askPasswordAgain: 'Noch einmal: ',
};

export const accessCommands: Record<AccessCommandName, string> = {
  user: 'Benutzer der Seite verwalten',
  'user add': 'einen Benutzer anlegen; das Passwort wird abgefragt (oder BRIDGE_PASSWORD)',
  'user list': 'alle Benutzer zeigen',
  'user role': 'einem Benutzer ein anderes Recht geben',
  'user password': 'einem Benutzer ein neues Passwort geben',
  'user remove': 'einen Benutzer entfernen',
  token: 'Zugangsschlüssel für Programme verwalten',
  'token add': 'einen Zugangsschlüssel anlegen; er wird ein einziges Mal gezeigt',
  'token list': 'alle Zugangsschlüssel zeigen, ohne die Schlüssel selbst',
  'token revoke': 'einen Zugangsschlüssel widerrufen; seine Kennung zeigt token list',
  audit: 'zeigen, wer was verändert hat, das Neueste zuerst',
};

export const accessExamples: HelpWords['example'] = {
  'user add': [
    ['der erste Benutzer darf alles', 'user add anna'],
    ['jemand, der nur Bestellungen versendet', 'user add lager --role operate'],
  ],
  'user role': [['', 'user role lager view']],
  'token add': [
    ['ein Programm, das Zahlungen liest', 'token add Buchhaltung --areas payments'],
    ['eines, das Versand meldet', 'token add ERP --role operate --areas orders shipments'],
  ],
  audit: [['nur, was ein Benutzer tat', 'audit --actor anna --since 2026-01-01']],
};

export const accessOptions: Record<AccessOptionName, string> = {
  userName: 'Name des Benutzers',
  newUserName: 'Name, mit dem sich der Benutzer anmeldet',
  userRole: 'Recht: view (Ansehen), operate (Bedienen) oder configure (Einrichten)',
  newUserRole:
    'Recht; ohne Angabe bekommt der erste Benutzer configure, jeder weitere view (nur Ansehen)',
  tokenName: 'Name, am besten der des Programms',
  tokenRole: 'Recht des Programms',
  tokenAreas: 'nur für diese Bereiche; ohne Angabe für alle',
  tokenId: 'Kennung aus token list',
  auditActor: 'nur, was dieser Benutzer oder Zugangsschlüssel tat',
  auditAction: 'nur diese Handlung, z. B. changeUser oder settings set',
  auditSince: 'ab diesem Tag (JJJJ-MM-TT)',
};

export const accessValues: Pick<OptionWords['value'], AccessValueName> = {
  role: 'Recht',
  areas: 'Bereich...',
  action: 'Handlung',
};
