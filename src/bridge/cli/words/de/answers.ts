import type { Answers } from '../answer-words.ts';

export const answers: Answers = {
  column: {
    orderNumber: 'OTTO-Nummer',
    ordered: 'bestellt am',
    phase: 'Phase',
    state: 'in der Brücke',
    accountState: 'Stand',
    shopOrder: 'Shop-Nr.',
    shopStatus: 'Status im Shop',
    sum: 'Summe',
    account: 'Konto',
    what: 'Was',
    reason: 'Grund',
    started: 'begonnen',
    cause: 'Anlass',
    result: 'Ergebnis',
    lines: 'Artikel oder Grund',
    id: 'Kennung',
    name: 'Name',
    schedule: 'Zeitplan',
    start: 'Bestellungen ab',
    sku: 'SKU',
    fulfillmentStatus: 'Stand bei OTTO',
    environment: 'Umgebung',
    setting: 'Einstellung',
    value: 'Wert',
  },
  listening: (url, tokenFile) =>
    `Die Brücke läuft. Beenden mit Strg+C.\nWebdienst: ${url} (der Zugangsschlüssel liegt in ${tokenFile})`,
  scheduled: (accounts) =>
    accounts === 1
      ? 'Ein aktives Konto wird nach Zeitplan importiert.'
      : `${accounts} aktive Konten werden nach Zeitplan importiert.`,
  nothingScheduled: 'Noch ist kein Konto aktiv: Es wird nichts von selbst importiert.',
  stopping: 'Wird beendet: Laufende Aufrufe werden noch abgeschlossen.',
  stoppingImport: 'Der Import wird angehalten: Der laufende Aufruf wird noch abgeschlossen.',
  noAccounts: 'Es ist noch kein OTTO-Konto angelegt.',
  noOrders: 'Keine Bestellungen.',
  noRuns: 'Es gab noch keinen Importlauf.',
  runTitle: (account, isRehearsal) =>
    isRehearsal ? `Probe für Konto ${account}` : `Import für Konto ${account}`,
  furtherLines: (count) => `… und ${count} weitere. Alle zeigt: npm run bridge -- orders`,
  draftHint: (account) =>
    `Konto ${account} ist ein Entwurf, deshalb war das nur eine Probe. Scharf schalten:`,
  openIncidents: (count) =>
    count === 1 ? 'Ein Vorfall ist offen:' : `${count} Vorfälle sind offen:`,
  notImported: (account) => `Konto ${account} wurde nicht importiert:`,
  incidentHead: ({ state, since, orders }) => {
    const touched =
      orders === 0
        ? ''
        : orders === 1
          ? ', betrifft eine Bestellung'
          : `, betrifft ${orders} Bestellungen`;
    return `${state} seit ${since}${touched}`;
  },
  incidentsAre: (count) =>
    count === 1 ? 'Ein Vorfall ist offen.' : `${count} Vorfälle sind offen.`,
  noIncidents: 'Kein Vorfall ist offen: Alles in Ordnung.',
  saved: (path, value) => `Gespeichert: ${path} = ${value}. Es gilt ab dem nächsten Lauf.`,
  overrideGone: (path) =>
    `Gespeichert: ${path} ist aufgehoben, es gilt wieder die gemeinsame Regel. Das gilt ab dem nächsten Lauf.`,
  secretSet: '(eingetragen)',
  secretMissing: '(fehlt)',
  exported: (path, withSecrets) =>
    withSecrets
      ? `Alle Einstellungen stehen in ${path}, die Geheimnisse mit Ihrer Passphrase verschlossen.`
      : `Alle Einstellungen stehen in ${path}, ohne Geheimnisse. Mit Geheimnissen: die Passphrase eingeben oder BRIDGE_PASSPHRASE setzen.`,
  imported: 'Die Einstellungen sind eingespielt.',
  missingSecrets: (missing) =>
    `Diese Geheimnisse fehlen noch; ein Konto ohne Secret ist so lange Entwurf: ${missing}. Eintragen:`,
  askPassphrase: 'Passphrase der Datei (leer: ohne Geheimnisse): ',
  askNewPassphrase:
    'Passphrase für die Geheimnisse, mindestens 12 Zeichen (leer: ohne Geheimnisse): ',
  askPassphraseAgain: 'Noch einmal: ',
  askSecret: {
    consumerSecret: 'Consumer-Secret des Shops',
    clientSecret: 'Client-Secret bei OTTO',
  },
  accountAdded: (id, startAt) =>
    `Konto ${id} ist als Entwurf angelegt; es holt Bestellungen ab ${startAt}. Seine Läufe sind Proben, bis Sie es scharf schalten:`,
  accountSecretSaved: (id) => `Das neue Client-Secret für Konto ${id} ist gespeichert.`,
  accountActive: (id) =>
    `Konto ${id} ist aktiv: Ab dem nächsten Lauf kommen seine Bestellungen in den Shop. Gleich importieren:`,
  accountPaused: (id) =>
    `Konto ${id} ist pausiert: Seine Bestellungen werden nicht mehr geholt, bis Sie es wieder scharf schalten:`,
  environment: { production: 'OTTO Market', sandbox: 'Sandbox' },
  scheduleOff: 'aus',
  everyMinutes: (minutes) => `alle ${minutes} Minuten`,
  shopConnected: (url) => `Der Shop ${url} ist verbunden.`,
  shopNotConnected: (url) =>
    `Der Shop ${url} wurde nicht gespeichert: So kann die Brücke nicht mit ihm arbeiten.`,
  productChosen: (sku, shopSku) =>
    `${sku} ist ab jetzt das Shop-Produkt ${shopSku}. Wartende Bestellungen werden im nächsten Lauf erneut angesehen.`,
  productForgotten: (sku) => `Die Zuordnung für ${sku} ist vergessen.`,
  testOrdersMade: 'Die Testbestellungen sind bestellt. OTTO listet sie nach kurzer Zeit.',
};
