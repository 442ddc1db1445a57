import type { Answers } from '../answer-words.ts';

export const answers: Answers = {
  column: {
    webhook: 'Webhook',
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
    repair: 'Reparatur',
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
  waitingForLedger: ({ host, port, database, isReadable }) =>
    `PostgreSQL unter ${host}, Port ${port}, Datenbank ${database}, ${isReadable ? 'lässt sich im Augenblick nur lesen' : 'antwortet noch nicht'}. Die Brücke wartet und geht von selbst weiter.`,
  listening: (url) => `Die Brücke läuft. Beenden mit Strg+C.\nIhre Seite: ${url}`,
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
  incidentClosed: (incidentId) => `Vorfall ${incidentId} ist als erledigt abgehakt.`,
  choice: {
    made: {
      otto: (orderNumber) => `Bestellung ${orderNumber}: Es gilt, was OTTO meldet.`,
      shop: (orderNumber) => `Bestellung ${orderNumber}: Es gilt, was im Shop steht.`,
    },
    later: 'Der nächste Import führt das aus.',
    done: 'Dazu ist nichts mehr offen.',
  },
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
  notify: {
    mailSaved: (to) => `Mails über Vorfälle gehen an ${to}.`,
    mailOff: 'Es gehen keine Mails mehr hinaus.',
    sent: { mail: 'Die Testmail ist unterwegs.', webhook: 'Die Testnachricht ist angekommen.' },
  },
  askSecret: {
    consumerSecret: 'Consumer-Secret des Shops',
    clientSecret: 'Client-Secret bei OTTO',
    mailPassword: 'Passwort des Mailservers',
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
  reconcile: {
    title: (account) => `Abgleich für Konto ${account}: OTTO, Brücke und Shop`,
    further: (count) => `… und ${count} weitere. Alle schreibt --csv in eine Datei.`,
    repairHint: 'Was sich reparieren lässt, repariert:',
    decideHint: 'Was Sie zu entscheiden haben, je Bestellung, zum Beispiel:',
    repaired: (repaired, left) =>
      left === 0
        ? `Repariert: ${repaired}. Noch ein Abgleich zur Probe:`
        : `Repariert: ${repaired}; nicht zu reparieren: ${left}. Noch ein Abgleich zur Probe:`,
    written: (file, differences) =>
      `In ${file} geschrieben: ${differences === 1 ? 'ein Unterschied' : `${differences} Unterschiede`}.`,
  },
  testOrdersMade: 'Die Testbestellungen sind bestellt. OTTO listet sie nach kurzer Zeit.',
  mailProof: {
    begins: 'Mail-Probe: Eine Testbestellung geht durch alle Status, die Sie zugeordnet haben.',
    step: (what, status) => (status === '' ? what : `${what}: „${status}“, keine Mail-Adresse`),
    notesAboutMail: (count) =>
      count === 1
        ? 'eine Bestellnotiz erwähnt eine Mail; an den Käufer kann sie nicht gegangen sein'
        : `${count} Bestellnotizen erwähnen Mails; an den Käufer können sie nicht gegangen sein`,
    passed: 'Bestanden: Keine Mail des Shops konnte den Käufer erreichen.',
    wouldMail: (mails) =>
      `Zur Kenntnis: Diese Mails an Käufer sind im Shop eingeschaltet und gingen hinaus, gäbe es eine Adresse: ${mails}.`,
    noneWouldMail: 'Zur Kenntnis: Im Shop ist keine Mail an Käufer eingeschaltet.',
    mailsUnknown:
      'Zur Kenntnis: Welche Mails an Käufer eingeschaltet sind, ließ sich im Shop nicht lesen.',
  },
  watch: {
    saw: (seen, changed) =>
      seen === 0
        ? 'Im Shop hat sich seit dem letzten Nachsehen nichts geändert.'
        : `${seen === 1 ? 'Eine geänderte Shop-Bestellung' : `${seen} geänderte Shop-Bestellungen`} angesehen; ${changed === 0 ? 'keine davon hat jemand von Hand geändert.' : `von Hand geändert: ${changed}.`}`,
    left: (orders) =>
      orders === 1
        ? 'Eine Bestellung hat gerade der Import in Arbeit; sie kommt beim nächsten Nachsehen dran.'
        : `${orders} Bestellungen hat gerade der Import in Arbeit; sie kommen beim nächsten Nachsehen dran.`,
  },
  webhooks: {
    off: 'Webhooks sind nicht eingeschaltet: Die Brücke sieht jede Minute selbst im Shop nach. Einschalten, wenn Ihr Shop die Brücke unter einer öffentlichen Adresse erreicht:',
    state: {
      sound: 'in Ordnung',
      new: 'noch nicht angelegt',
      deleted: 'im Shop gelöscht',
      disabled: 'vom Shop abgeschaltet',
      paused: 'im Shop pausiert',
      distrusted: 'falsch unterschrieben, wird neu angelegt',
    },
    deliveries: (waiting, lastAt) =>
      `${lastAt === undefined ? 'Bisher kam keine Nachricht an' : `Letzte Nachricht: ${lastAt}`}; noch nicht abgearbeitet: ${waiting}.`,
    restored: (made, removed) =>
      made + removed === 0 ? 'Es war nichts zu tun.' : `Angelegt: ${made}, entfernt: ${removed}.`,
    restoreHint: 'Wiederherstellen, statt auf die nächste Prüfung zu warten:',
  },
  erase: {
    off: 'Es ist keine Frist gesetzt, deshalb wird nichts gelöscht. Eine Frist in Tagen setzen:',
    due: (orders, days) =>
      `Zu löschen: persönliche Zusatzangaben in ${orders === 1 ? 'einer Shop-Bestellung' : `${orders} Shop-Bestellungen`}, seit mindestens ${days} Tagen unverändert.`,
    erased: (orders, days) =>
      orders === 0
        ? `Nichts zu löschen: Keine abgeschlossene Bestellung, seit ${days} Tagen unverändert, hat noch persönliche Zusatzangaben.`
        : `Gelöscht: persönliche Zusatzangaben in ${orders === 1 ? 'einer Shop-Bestellung' : `${orders} Shop-Bestellungen`}.`,
  },
};
