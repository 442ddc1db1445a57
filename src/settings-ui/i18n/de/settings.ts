import type { Words } from '../words.ts';
import { bridge } from './settings/bridge.ts';
import { connections } from './settings/connections.ts';
import { orderRules } from './settings/order-rules.ts';
import { shippingRules } from './settings/shipping-rules.ts';
import { users } from './settings/users.ts';

export const settings: Words['settings'] = {
  title: 'Einstellungen',
  lead: 'Mit den Standardwerten läuft alles. Ändern Sie nur, was in Ihrem Shop anders ist.',
  toOverview: 'Alle Einstellungen',
  noSuchSection: 'Diesen Teil der Einstellungen gibt es nicht.',
  groups: {
    connections: 'Verbindungen',
    orders: 'Bestellungen',
    shipping: 'Versand',
    bridge: 'Diese Brücke',
  },
  sections: {
    accounts: {
      title: 'Konten bei OTTO',
      about: 'Zugang zu OTTO Market, Bestellungen abrufen, scharf schalten und pausieren.',
    },
    shop: {
      title: 'Shop',
      about: 'Die Verbindung zu Ihrem WooCommerce-Shop, und wie Änderungen dort bemerkt werden.',
    },
    'status-mapping': {
      title: 'Statuszuordnung',
      about: 'Welchen Status Ihres Shops eine Bestellung in welcher Phase bei OTTO bekommt.',
    },
    announced: {
      title: 'Angekündigte Bestellungen',
      about: 'Ob Bestellungen in den Shop kommen, die OTTO noch nicht freigegeben hat.',
    },
    products: {
      title: 'Produkte und SKUs',
      about:
        'Welches Produkt Ihres Shops mit einer SKU gemeint ist, und was bei unbekannten geschieht.',
    },
    stock: {
      title: 'Bestand an OTTO',
      about: 'Ob OTTO den Bestand Ihres Shops erfährt, und wie viel zurückbehalten wird.',
    },
    shipping: {
      title: 'Versand und Versender',
      about: 'Wann eine Bestellung als versendet gilt, und woher die Sendungsnummern kommen.',
    },
    'return-numbers': {
      title: 'Retourennummern',
      about: 'Woher die Sendungsnummern für Retouren kommen, und wie viele noch da sind.',
    },
    general: {
      title: 'Allgemein',
      about: 'Sprache der Meldungen und die Adresse dieser Brücke.',
    },
    schedules: {
      title: 'Zeitpläne',
      about: 'Was von selbst läuft, und wie weit es zurückblickt.',
    },
    notifications: {
      title: 'Benachrichtigungen',
      about: 'Wie Sie erfahren, dass etwas nicht stimmt: per Mail oder an eine Webadresse.',
    },
    users: {
      title: 'Benutzer und Zugangsschlüssel',
      about: 'Wer diese Seite nutzt, welche Programme zugreifen, und wer was geändert hat.',
    },
    'data-life': {
      title: 'Lebensdauer der Daten',
      about:
        'Was wo gespeichert ist, und wann Personenangaben aus Shop-Bestellungen gelöscht werden.',
    },
    transfer: {
      title: 'Export und Import',
      about: 'Alle Einstellungen als Datei speichern oder aus einer Datei übernehmen.',
    },
  },
  form: {
    standard: (text) => `Standard: ${text}.`,
    nothing: 'keine Angabe',
    on: 'an',
    off: 'aus',
    required: 'Bitte ausfüllen.',
    noAddress: 'Bitte eine Webadresse wie https://shop.example eingeben.',
    between: (min, max) => `Bitte eine Zahl von ${min} bis ${max} eingeben.`,
    secretSet: 'Gespeichert',
    secretKept: 'Leer lassen, um das Gespeicherte zu behalten.',
    unsaved: 'Noch nicht gespeichert',
    discard: 'Änderungen verwerfen',
    fromNowOn: 'Ab jetzt gilt:',
    seeFields: 'Es wurde nichts gespeichert. Bitte berichtigen Sie die markierten Felder.',
    staleKept: 'Ihre Eingaben sind noch da.',
    loadTheirs: 'Gespeicherten Stand laden',
    saveMine: 'Meine Eingaben darüber speichern',
    moveUp: (name) => `„${name}“ nach oben`,
    moveDown: (name) => `„${name}“ nach unten`,
    remove: 'Entfernen',
    removeOne: (name) => `„${name}“ entfernen`,
    addOne: 'Hinzufügen …',
    choose: 'Bitte wählen …',
  },
  ...connections,
  ...orderRules,
  ...shippingRules,
  ...bridge,
  ...users,
};
