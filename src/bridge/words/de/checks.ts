import type { CheckWords } from '../check-catalogue.ts';
import type { Saying } from '../saying.ts';

const good = (what: string): Saying => ({ what, follows: undefined, todo: undefined });

export const checks: CheckWords = {
  checks: {
    ledger: 'Bestellbuch',
    shop: 'Shop',
    statuses: 'Status-Zuordnung',
    taxes: 'Steuersätze',
    webhooks: 'Meldungen des Shops',
    'second-importer': 'Anderer Import',
    'mail-proof': 'Mail-Probe',
    accounts: 'Konten',
    otto: 'OTTO Market',
    reports: 'Meldungen an OTTO',
    heartbeat: 'Totmannschalter',
  },
  words: {
    fine: () => good('in Ordnung'),
    'ledger-file': (g) => good(`in Ordnung (${g.text('path')})`),
    'ledger-server': () => good('in Ordnung (PostgreSQL)'),
    'shop-facts': (g) =>
      good(
        `${g.text('url')}, WooCommerce ${g.text('wooVersion')}, ${g.text('currency')}, Lesen und Schreiben erlaubt`,
      ),
    'taxes-off': () => good('Steuern sind im Shop ausgeschaltet; Summen stimmen trotzdem'),
    'active-accounts': (g) =>
      good(g.text('count') === '1' ? 'ein aktives Konto' : `${g.number('count')} aktive Konten`),
    'no-active-account': () => ({
      what: 'Kein Konto ist aktiv.',
      follows: 'Es wird nichts von selbst importiert.',
      todo: 'Legen Sie ein Konto an, oder schalten Sie eines scharf:',
    }),
    'account-usable': (g) => good(`Zugang in Ordnung (Konto: ${g.accountState('state')})`),
    'ship-from': (g) => good(`in Ordnung (Absendeort: ${g.text('names')})`),
    'ship-from-missing': () =>
      good(
        'noch kein Absendeort; OTTO will ihn zu jeder Sendung wissen (Einstellungen > Versand und Versender; shippingRules.shipFrom)',
      ),
    'status-missing': (g) => ({
      what: `Für „${g.phase('phase')}“ ist der Status „${g.text('status')}“ gewählt, den es im Shop nicht gibt.`,
      follows: undefined,
      todo: `Wählen Sie einen von diesen, oder schalten Sie das Plugin wieder ein, das den Status anlegt: ${g.text('known')}.`,
    }),
    'shipped-status-missing': (g) => ({
      what: `Als versendet gilt eine Bestellung im Status „${g.text('status')}“, den es im Shop nicht gibt.`,
      follows: 'Was im Shop versendet wird, wird OTTO so nicht gemeldet.',
      todo: `Wählen Sie unter diesen: ${g.text('known')}.`,
    }),
    'vat-rate-missing': (g) => ({
      what: `Im Shop fehlt für Deutschland ein Steuersatz von ${g.text('rates')} %.`,
      follows: 'Summen stimmen trotzdem, die Steuer darin nicht.',
      todo: 'Legen Sie ihn an: WooCommerce > Einstellungen > Steuern.',
    }),
    'webhooks-off': () =>
      good('keine Adresse von außen eingetragen; die Brücke sieht jede Minute selbst im Shop nach'),
    'address-reached': (g) => good(`die Brücke ist unter ${g.text('url')} zu erreichen`),
    'mail-proof-passed': (g) => good(`bestanden am ${g.moment('at')}`),
    'mail-proof-runs': () => good('läuft gerade'),
    'only-importer': (g) =>
      good(`keine Spur eines anderen Imports (${g.number('shopOrders')} Bestellungen angesehen)`),
    'heartbeat-off': () =>
      good(
        'keine Adresse eingetragen; fällt die Brücke ganz aus, sagt es Ihnen niemand (Einstellungen > Benachrichtigungen; monitoring.heartbeatUrl)',
      ),
    'heartbeat-sent': (g) => good(`in Ordnung (${g.text('host')}, zuletzt ${g.moment('at')})`),
    'heartbeat-not-yet': (g) =>
      good(
        `eingetragen (${g.text('host')}); der erste Anruf kommt, wenn die Brücke eine Weile läuft`,
      ),
  },
};
