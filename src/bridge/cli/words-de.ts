import type { CliWords } from './words.ts';

export const de: CliWords = {
  description:
    'Holt Bestellungen von OTTO Market in Ihren WooCommerce-Shop und hält sie dort richtig.',
  afterHelp: `
Zum Anfangen:
  npm run bridge -- shop --url https://mein-shop.de --key ck_…        Shop verbinden (fragt nach dem Secret)
  npm run bridge -- account add --id main --name "Mein OTTO-Konto" --client-id …
  npm run bridge -- doctor                                            beide Seiten prüfen
  npm run bridge -- preview                                           ansehen, was käme; es wird nichts geschrieben
  npm run bridge -- account activate main                             scharf schalten
  npm run bridge -- start                                             laufen lassen

Rückgabewerte: 0 alles gut · 1 unerwarteter Fehler · 2 falscher Aufruf · 3 etwas wartet auf Sie ·
4 Einstellung fehlt oder stimmt nicht · 5 OTTO oder Shop nicht erreichbar · 6 läuft schon`,
  usage: 'Aufruf:',
  argumentsTitle: 'Angaben:',
  optionsTitle: 'Optionen:',
  commandsTitle: 'Befehle:',
  help: 'diese Hilfe zeigen',
  version: 'Version zeigen',
  jsonOption: 'Ausgabe als JSON, für Skripte',
  langOption: 'Sprache: de oder en',
  command: {
    start: 'die Brücke laufen lassen: nach Zeitplan importieren, Webdienst anbieten',
    import: 'jetzt importieren, ein Konto oder alle aktiven; ein Entwurf wird nur geprobt',
    preview: 'zeigen, was ein Import schreiben würde, ohne zu schreiben',
    orders: 'Bestellungen der Brücke auflisten, neueste zuerst',
    why: 'die Geschichte einer Bestellung: wo sie ist, warum, was als Nächstes kommt',
    incidents: 'zeigen, was gerade nicht stimmt und was zu tun ist',
    runs: 'die letzten Importläufe zeigen',
    doctor: 'beide Seiten prüfen und sagen, was zu tun ist',
    settings: 'Einstellungen zeigen, ändern, sichern, einspielen',
    'settings show': 'alle Einstellungen zeigen, ohne Geheimnisse',
    'settings set': 'eine Einstellung ändern',
    'settings export': 'alle Einstellungen in eine Datei sichern; Geheimnisse nur mit Passphrase',
    'settings import': 'Einstellungen aus einer Datei einspielen',
    shop: 'den WooCommerce-Shop verbinden',
    account: 'OTTO-Market-Konten verwalten',
    'account list': 'Konten auflisten',
    'account add': 'ein Konto anlegen, zunächst als Entwurf',
    'account activate': 'ein Konto scharf schalten',
    'account pause': 'ein Konto anhalten',
    product: 'einer SKU von OTTO ein Produkt des Shops zuordnen; ohne Shop-SKU wird sie vergessen',
    'test-orders': 'Testbestellungen in der OTTO-Sandbox erzeugen',
  },
  example: {
    import:
      '  npm run bridge -- import --account main --since 2026-01-01   Bestellungen ab einem Tag nachholen',
    why: '  npm run bridge -- why bu5h6x7z2k',
    'settings set':
      '  npm run bridge -- settings set importRules.announcedImport all\n  npm run bridge -- settings set importRules.statusMapping.processable in-packing',
    'settings export': '  BRIDGE_PASSPHRASE=… npm run bridge -- settings export sicherung.json',
    orders: '  npm run bridge -- orders --phase announced',
  },
  option: {
    account: 'Kennung des Kontos; ohne Angabe alle aktiven',
    since:
      'alles lesen, was sich seit diesem Tag geändert hat (JJJJ-MM-TT), und Bestellungen ab dann hereinlassen',
    dryRun: 'nur zeigen, nichts schreiben',
    phase:
      'nur diese Phase: announced, processable, sent, returned, cancelledByMarketplace, cancelledByPartner',
    limit: 'höchstens so viele',
    orderNumber: 'Bestellnummer bei OTTO, z. B. bu5h6x7z2k',
    url: 'Adresse des Shops, z. B. https://mein-shop.de',
    key: 'Consumer Key (ck_…): WooCommerce > Einstellungen > Erweitert > REST-API, Lesen/Schreiben',
    secret: 'Consumer Secret (cs_…); besser über WOO_SECRET oder die Eingabe',
    id: 'Kennung des Kontos: a–z, 0–9, „-“',
    name: 'Name des Kontos, wie Sie es nennen',
    environment: 'production, sandbox oder eine eigene Adresse (https://…)',
    clientId: 'Client-ID der App aus OTTO Partner Connect > Einstellungen > API',
    clientSecret: 'Client-Secret der App; besser über OTTO_SECRET oder die Eingabe',
    startAt: 'nur Bestellungen ab diesem Tag importieren (JJJJ-MM-TT); ohne Angabe ab jetzt',
    file: 'Datei',
    passphrase: 'Passphrase für die Geheimnisse, besser über BRIDGE_PASSPHRASE',
    path: 'Name der Einstellung, z. B. importRules.announcedImport',
    value: 'neuer Wert',
    sku: 'SKU, wie OTTO sie nennt',
    shopSku: 'SKU des Produkts im Shop',
    scenario: 'nur dieses Szenario, 1 bis 8',
    all: 'auch erledigte',
  },
  column: {
    orderNumber: 'OTTO-Nummer',
    ordered: 'bestellt',
    phase: 'Phase',
    state: 'in der Brücke',
    shopOrder: 'Shop-Nr.',
    shopStatus: 'Status im Shop',
    sum: 'Summe',
    account: 'Konto',
    what: 'Was',
    orders: 'Best.',
    since: 'seit',
    todo: 'Zu tun',
    started: 'begonnen',
    cause: 'Anlass',
    result: 'Ergebnis',
    lines: 'Positionen',
    id: 'Kennung',
    name: 'Name',
    schedule: 'Zeitplan',
    start: 'ab',
    check: 'Prüfung',
    finding: 'Befund',
    sku: 'SKU',
    fulfillmentStatus: 'Stand bei OTTO',
    environment: 'Umgebung',
  },
  listening: (url, tokenFile) =>
    `Die Brücke läuft. Webdienst: ${url} (Zugangsschlüssel: ${tokenFile}). Beenden mit Strg+C.`,
  scheduled: (accounts) =>
    accounts === 1
      ? 'Ein aktives Konto wird nach Zeitplan importiert.'
      : `${accounts} aktive Konten werden nach Zeitplan importiert.`,
  stopping: 'Wird beendet: Der laufende Aufruf wird noch abgeschlossen.',
  noAccounts:
    'Es gibt kein aktives Konto. Anlegen: npm run bridge -- account add, scharf schalten: account activate.',
  noOrders: 'Keine Bestellungen.',
  runTitle: (account, isRehearsal) =>
    isRehearsal
      ? `Probe für Konto ${account} (es wird nichts geschrieben)`
      : `Import für Konto ${account}`,
  runNothing: 'Nichts Neues.',
  draftHint: (account) =>
    `Konto ${account} ist ein Entwurf: Es wurde nur geprobt. Scharf schalten: npm run bridge -- account activate ${account}`,
  rehearsalHint: 'Das war eine Probe. Im Shop wurde nichts geändert.',
  openIncidents: (count) =>
    count === 1
      ? 'Ein Vorfall ist offen: npm run bridge -- incidents'
      : `${count} Vorfälle sind offen: npm run bridge -- incidents`,
  alreadyRunning: (account) =>
    `Für Konto ${account} läuft gerade schon ein Import. Bitte warten Sie, bis er fertig ist.`,
  why: {
    unknown: (orderNumber) =>
      `Die Brücke kennt keine Bestellung ${orderNumber}. Sie wurde noch nicht gelesen, oder die Nummer stimmt nicht. Nachholen: npm run bridge -- import --since JJJJ-MM-TT`,
    title: (orderNumber, account) => `Bestellung ${orderNumber} (Konto ${account})`,
    ordered: (moment, sum) => `Bestellt bei OTTO am ${moment}, Summe ${sum}.`,
    phase: (phase) => `Phase: ${phase}.`,
    inShop: (number, status) => `Im Shop: Bestellung ${number}, Status „${status}“.`,
    notInShop: 'Im Shop: noch nicht.',
    because: (reason) => `Warum: ${reason}.`,
    next: {
      seen: 'Wie es weitergeht: Der nächste Importlauf bringt sie in den Shop.',
      backlog:
        'Wie es weitergeht: Sobald OTTO sie freigibt, kommt sie mit dem nächsten Lauf in den Shop. Mit importRules.announcedImport = all käme sie sofort.',
      held: 'Wie es weitergeht: Sie wird automatisch erneut versucht, auch gleich, nachdem Sie die Ursache behoben haben.',
      skipped: 'Wie es weitergeht: Es ist nichts zu tun, sie bleibt außerhalb des Shops.',
      claimed:
        'Wie es weitergeht: Der Shop hat auf das Anlegen nicht geantwortet. Der nächste Lauf sucht sie dort und legt sie nur an, wenn sie sicher fehlt.',
      imported:
        'Wie es weitergeht: Jede Änderung bei OTTO kommt mit dem nächsten Lauf in den Shop.',
    },
    nextLook: (moment) => `Nächster Blick darauf: ${moment}.`,
    timeline: 'Verlauf',
    pieces: 'Artikel',
    open: 'Offen',
  },
  saved: 'Gespeichert. Es gilt ab dem nächsten Lauf.',
  exported: (path, withSecrets) =>
    withSecrets
      ? `Alle Einstellungen stehen in ${path}, die Geheimnisse mit Ihrer Passphrase verschlossen.`
      : `Alle Einstellungen stehen in ${path}, ohne Geheimnisse. Mit Geheimnissen: BRIDGE_PASSPHRASE setzen.`,
  imported: (missing) =>
    missing.length === 0
      ? 'Die Einstellungen sind eingespielt.'
      : `Die Einstellungen sind eingespielt. Diese Geheimnisse fehlen noch, betroffene Konten sind Entwurf: ${missing.join(', ')}`,
  accountAdded: (id) =>
    `Konto ${id} ist als Entwurf angelegt. Seine Läufe sind Proben, bis Sie es scharf schalten: npm run bridge -- account activate ${id}`,
  environment: (environment) =>
    ({ production: 'OTTO Market', sandbox: 'Sandbox' })[environment] ?? environment,
  shopConnected: (url) => `Der Shop ${url} ist verbunden.`,
  productChosen: (sku, shopSku) =>
    `${sku} ist ab jetzt das Shop-Produkt ${shopSku}. Wartende Bestellungen werden im nächsten Lauf erneut angesehen.`,
  productForgotten: (sku) => `Die Zuordnung für ${sku} ist vergessen.`,
  productUnknown: (shopSku) =>
    `Im Shop gibt es kein Produkt mit der SKU ${shopSku}. Es wurde nichts geändert.`,
  testOrdersMade: 'Die Testbestellungen sind bestellt. OTTO listet sie nach kurzer Zeit.',
  doctor: {
    title: 'Prüfung beider Seiten',
    ok: 'in Ordnung',
    allGood: 'Alles in Ordnung.',
    somethingToDo: (count) =>
      count === 1 ? 'Ein Punkt braucht Sie.' : `${count} Punkte brauchen Sie.`,
    checks: {
      ledger: 'Bestellbuch',
      shop: 'Shop',
      statuses: 'Status-Zuordnung',
      taxes: 'Steuersätze',
      accounts: 'Konten',
      otto: 'OTTO Market',
    },
    statusMissing: (phase, status) =>
      `Für „${phase}“ ist der Status „${status}“ gewählt, den es im Shop nicht gibt. Ändern: npm run bridge -- settings set importRules.statusMapping.… <Status>`,
    vatRateMissing: (rates) =>
      `Im Shop fehlt für Deutschland ein Steuersatz von ${rates} %. Summen stimmen trotzdem, die Steuer darin nicht. Anlegen: WooCommerce > Einstellungen > Steuern.`,
    noActiveAccount:
      'Kein Konto ist aktiv: Es wird nichts von selbst importiert. Scharf schalten: npm run bridge -- account activate <Kennung>',
    shopFacts: ({ wooVersion, currency }) =>
      `WooCommerce ${wooVersion}, ${currency}, Lesen und Schreiben erlaubt`,
  },
  unexpected: (message) => `Unerwarteter Fehler: ${message}`,
};
