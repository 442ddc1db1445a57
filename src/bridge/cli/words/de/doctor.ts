import type { DoctorWords } from '../answer-words.ts';

export const doctor: DoctorWords = {
  title: (version) => `OTTO Market Bridge ${version}: Prüfung beider Seiten`,
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
    reports: 'Meldungen an OTTO',
  },
  sqlite: (path) => `in Ordnung (${path})`,
  postgres: 'in Ordnung (PostgreSQL)',
  taxesOff: 'Steuern sind im Shop ausgeschaltet; Summen stimmen trotzdem',
  accountState: (state) => `Zugang in Ordnung (Konto: ${state})`,
  activeAccounts: (count) => (count === 1 ? 'ein aktives Konto' : `${count} aktive Konten`),
  statusMissing: ({ phase, status, known }) => ({
    what: `Für „${phase}“ ist der Status „${status}“ gewählt, den es im Shop nicht gibt.`,
    todo: `Wählen Sie einen von diesen, oder schalten Sie das Plugin wieder ein, das den Status anlegt: ${known}.`,
  }),
  shippedStatusMissing: ({ status, known }) => ({
    what: `Als versendet gilt eine Bestellung im Status „${status}“, den es im Shop nicht gibt.`,
    follows: 'Was im Shop versendet wird, wird OTTO so nicht gemeldet.',
    todo: `Wählen Sie unter diesen: ${known}.`,
  }),
  shipFrom: (names) => `in Ordnung (Absendeort: ${names})`,
  shipFromMissing:
    'noch kein Absendeort; OTTO will ihn zu jeder Sendung wissen (shippingRules.shipFrom)',
  vatRateMissing: (rates) => ({
    what: `Im Shop fehlt für Deutschland ein Steuersatz von ${rates} %.`,
    follows: 'Summen stimmen trotzdem, die Steuer darin nicht.',
    todo: 'Legen Sie ihn an: WooCommerce > Einstellungen > Steuern.',
  }),
  noActiveAccount: {
    what: 'Kein Konto ist aktiv.',
    follows: 'Es wird nichts von selbst importiert.',
    todo: 'Legen Sie ein Konto an, oder schalten Sie eines scharf:',
  },
  shopFacts: ({ url, wooVersion, currency }) =>
    `${url}, WooCommerce ${wooVersion}, ${currency}, Lesen und Schreiben erlaubt`,
};
