import type { Language } from '../src/bridge/words/saying.ts';

/** What the demo says between the commands. */
type DemoWords = {
  begin: string;
  connectShop: string;
  addAccount: string;
  doctor: string;
  preview: string;
  activate: string;
  import: string;
  changes: (announced: number) => string;
  importAgain: string;
  incidents: string;
  why: string;
  shipFrom: string;
  shipList: string;
  packed: (orders: number) => string;
  watch: string;
  reportsRun: string;
  reports: string;
  importSent: string;
  returnAnnounced: (orderNumber: string) => string;
  returnFound: string;
  returnAccepted: (trackingNumber: string) => string;
  returnRefunded: string;
  notTwice: string;
  wentBack: (atOtto: string, inShop: string, refunds: number) => string;
  stockOn: string;
  stockFirst: string;
  stockSold: (pieces: number, sku: string) => string;
  stockAgain: string;
  stockSeen: string;
  stockOnBothSides: (sku: string, inShop: string, atOtto: string) => string;
  afterSaleFailed: string;
  reconcile: string;
  compare: string;
  head: {
    phase: string;
    atOtto: string;
    shopOrder: string;
    status: string;
    refunded: string;
    due: string;
    same: string;
  };
  end: (count: { atOtto: number; inBridge: number; inShop: number }) => string;
  different: (orderNumbers: string) => string;
  further: string;
  addUser: string;
  start: string;
  page: (name: string, password: string) => string;
  kept: (otto: string, shop: string) => string;
};

export const DEMO_WORDS: Record<Language, DemoWords> = {
  de: {
    begin: 'Ein Tag mit der Brücke, auf zwei erfundenen Servern: einem OTTO Market und einem Shop.',
    connectShop: 'Den Shop verbinden',
    addAccount: 'Ein OTTO-Konto anlegen: zunächst ein Entwurf, dessen Läufe nur Proben sind',
    doctor: 'Beide Seiten prüfen',
    preview: 'Ansehen, was käme; es wird nichts geschrieben',
    activate: 'Scharf schalten',
    import: 'Importieren',
    changes: (announced) =>
      `Bei OTTO geht der Tag weiter: Von ${announced} angekündigten Bestellungen wird die erste nie bezahlt, die anderen werden freigegeben`,
    importAgain: 'Noch einmal importieren: Nur was sich geändert hat, wird angefasst',
    incidents: 'Was nicht stimmt und was zu tun ist',
    why: 'Die Geschichte einer Bestellung',
    shipFrom: 'Sagen, wo Ihre Pakete abgehen; OTTO will es zu jeder Sendung wissen',
    shipList: 'Was versendet werden muss, das Dringendste zuerst',
    packed: (orders) =>
      `Im Shop wird gepackt: ${orders} Bestellungen gehen mit Sendungsnummer hinaus, die letzte ohne Retourennummer`,
    watch: 'Nachsehen, was im Shop geschah; der Dienst tut das von selbst',
    reportsRun: 'OTTO melden, was versendet wurde',
    reports: 'Was noch nicht durch ist, und warum',
    importSent: 'OTTO zeigt die Sendungen: bestätigt',
    returnAnnounced: (orderNumber) =>
      `Eine Retoure wird angemeldet: Aus Bestellung ${orderNumber} kommt ein Stück zurück; noch fließt kein Geld`,
    returnFound: 'Das Paket liegt auf dem Tisch: Der Scanner findet seine Bestellung',
    returnAccepted: (trackingNumber) =>
      `Das Paket ${trackingNumber} ist da, die Ware gut: Die Retoure wird angenommen und OTTO gemeldet`,
    returnRefunded: 'OTTO zeigt das Stück als zurückgegeben: Der Shop bucht die Erstattung',
    notTwice: 'Noch einmal importieren: Was schon zurückging, geht nicht noch einmal zurück',
    wentBack: (atOtto, inShop, refunds) =>
      `Zurück an den Käufer: ${atOtto} laut OTTO, ${inShop} im Shop (${refunds === 1 ? '1 Erstattung' : `${refunds} Erstattungen`}).`,
    stockOn: 'OTTO den Bestand des Shops melden lassen; von sich aus tut die Brücke das nicht',
    stockFirst: 'Der Bestand des Shops geht an OTTO',
    stockSold: (pieces, sku) => `Im Shop selbst werden ${pieces} Stück von ${sku} verkauft`,
    stockAgain: 'OTTO erfährt es; der Dienst tut das jede Minute von selbst',
    stockSeen: 'Beide Zahlen nebeneinander',
    stockOnBothSides: (sku, inShop, atOtto) => `${sku}: ${inShop} im Shop, ${atOtto} bei OTTO.`,
    afterSaleFailed: 'Retoure oder Bestand kam auf der anderen Seite nicht richtig an.',
    reconcile: 'Der Beweis: OTTO, Brücke und Shop abgleichen',
    compare: 'Beide Seiten nebeneinander',
    head: {
      phase: 'Phase',
      atOtto: 'bestellt',
      shopOrder: 'Shop-Nr.',
      status: 'Status im Shop',
      refunded: 'erstattet',
      due: 'bleibt',
      same: 'stimmt',
    },
    end: ({ atOtto, inBridge, inShop }) =>
      `${atOtto} Bestellungen bei OTTO, ${inBridge} in der Brücke, ${inShop} im Shop; die übrigen warten oder wurden vor der Freigabe storniert.`,
    different: (orderNumbers) => `Nicht wie bei OTTO: ${orderNumbers}`,
    further:
      'Weiterschauen:\n  npm run demo -- --page        zeigt die Seite dieses Tages in Ihrem Browser\n  npm run demo -- --keep        lässt danach alles laufen, für eigene Versuche\n  npm run bridge -- --help      zeigt alle Befehle\n  docs/                         erklärt, warum es so ist',
    addUser: 'Einen Benutzer für die Seite anlegen',
    start: 'Die Brücke starten, mit ihrer Seite',
    page: (name, password) =>
      `Gleich läuft die Seite der Brücke. Melden Sie sich an als „${name}“ mit dem Passwort „${password}“. Beenden mit Strg+C.`,
    kept: (otto, shop) => `OTTO: ${otto}   Shop: ${shop}   Beenden mit Strg+C. Eigene Befehle:`,
  },
  en: {
    begin: 'A day with the bridge, on two invented servers: an OTTO Market and a shop.',
    connectShop: 'Connect the shop',
    addAccount: 'Add an OTTO account: at first a draft, whose runs are rehearsals only',
    doctor: 'Check both sides',
    preview: 'See what would come; nothing is written',
    activate: 'Go live',
    import: 'Import',
    changes: (announced) =>
      `The day goes on at OTTO: of ${announced} announced orders the first is never paid, the others are released`,
    importAgain: 'Import once more: only what has changed is touched',
    incidents: 'What is wrong and what to do',
    why: 'The story of one order',
    shipFrom: 'Say where your parcels start; OTTO wants to know it with each shipment',
    shipList: 'What must be shipped, the most urgent first',
    packed: (orders) =>
      `The shop packs: ${orders} orders leave with a tracking number, the last one without a return number`,
    watch: 'Look at what happened in the shop; the service does it by itself',
    reportsRun: 'Report to OTTO what was shipped',
    reports: 'What is not through yet, and why',
    importSent: 'OTTO shows the shipments: confirmed',
    returnAnnounced: (orderNumber) =>
      `A return is announced: one piece of order ${orderNumber} comes back; no money moves yet`,
    returnFound: 'The parcel is on the table: the scanner finds its order',
    returnAccepted: (trackingNumber) =>
      `Parcel ${trackingNumber} is here, the goods are fine: the return is accepted and reported to OTTO`,
    returnRefunded: 'OTTO shows the piece as returned: the shop books the refund',
    notTwice: 'Import once more: what went back already does not go back again',
    wentBack: (atOtto, inShop, refunds) =>
      `Back to the buyer: ${atOtto} says OTTO, ${inShop} in the shop (${refunds === 1 ? '1 refund' : `${refunds} refunds`}).`,
    stockOn: 'Let OTTO be told the shop’s stock; the bridge does not do so by itself',
    stockFirst: 'The shop’s stock goes to OTTO',
    stockSold: (pieces, sku) => `The shop itself sells ${pieces} pieces of ${sku}`,
    stockAgain: 'OTTO learns of it; the service does so by itself every minute',
    stockSeen: 'Both numbers beside each other',
    stockOnBothSides: (sku, inShop, atOtto) => `${sku}: ${inShop} in the shop, ${atOtto} at OTTO.`,
    afterSaleFailed: 'The return or the stock did not arrive on the other side as it should.',
    reconcile: 'The proof: reconcile OTTO, bridge and shop',
    compare: 'Both sides next to each other',
    head: {
      phase: 'phase',
      atOtto: 'ordered',
      shopOrder: 'shop no.',
      status: 'shop status',
      refunded: 'refunded',
      due: 'remains',
      same: 'agrees',
    },
    end: ({ atOtto, inBridge, inShop }) =>
      `${atOtto} orders at OTTO, ${inBridge} in the bridge, ${inShop} in the shop; the others wait, or were cancelled before their release.`,
    different: (orderNumbers) => `Not as at OTTO: ${orderNumbers}`,
    further:
      'Look further:\n  npm run demo -- --page        shows the page of this day in your browser\n  npm run demo -- --keep        leaves everything up afterwards, to try commands out\n  npm run bridge -- --help      shows every command\n  docs/                         explains why it is so',
    addUser: 'Make a user for the page',
    start: 'Start the bridge, with its page',
    page: (name, password) =>
      `The bridge’s page is up in a moment. Log in as “${name}” with the password “${password}”. Stop with Ctrl+C.`,
    kept: (otto, shop) => `OTTO: ${otto}   shop: ${shop}   Stop with Ctrl+C. Commands of your own:`,
  },
};
