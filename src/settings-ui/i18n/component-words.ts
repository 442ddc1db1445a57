import { setLocaleData } from '@wordpress/i18n';
import type { Language } from '../api/session.ts';

/** What the component library says itself; it speaks English where it is not told otherwise. */
const GERMAN = {
  Close: 'Schließen',
  Cancel: 'Abbrechen',
  Search: 'Suchen',
  'Reset search': 'Suche leeren',
  'Clear search': 'Suche leeren',
  Filter: 'Filter',
  Filters: 'Filter',
  'Add filter': 'Filter hinzufügen',
  Reset: 'Zurücksetzen',
  'Toggle filter display': 'Filter ein- und ausblenden',
  'Show filters': 'Filter einblenden',
  'Hide filters': 'Filter ausblenden',
  'View options': 'Ansicht',
  'View config': 'Ansicht',
  Appearance: 'Darstellung',
  Layout: 'Darstellung',
  Table: 'Tabelle',
  List: 'Liste',
  Grid: 'Kacheln',
  'Sort by': 'Sortieren nach',
  Order: 'Reihenfolge',
  Ascending: 'Aufsteigend',
  Descending: 'Absteigend',
  'Sort ascending': 'Aufsteigend sortieren',
  'Sort descending': 'Absteigend sortieren',
  'Hide column': 'Spalte ausblenden',
  'Move left': 'Nach links',
  'Move right': 'Nach rechts',
  Properties: 'Spalten',
  Density: 'Dichte',
  Comfortable: 'Weit',
  Balanced: 'Normal',
  Compact: 'Eng',
  'Items per page': 'Zeilen je Seite',
  'No results': 'Nichts gefunden',
  'No results found': 'Nichts gefunden',
  Actions: 'Aktionen',
  'Select all': 'Alle auswählen',
  'Deselect all': 'Auswahl aufheben',
  'Select item': 'Auswählen',
  'Select: %s': 'Auswählen: %s',
  'Deselect: %s': 'Auswahl aufheben: %s',
  'Bulk actions': 'Aktionen für die Auswahl',
  'Search items': 'Suchen',
  Remove: 'Entfernen',
  Clear: 'Leeren',
  Apply: 'Anwenden',
  Options: 'Weiteres',
  'Dismiss this notice': 'Meldung schließen',
  'Loading …': 'Wird geladen …',
  '(opens in a new tab)': '(öffnet sich in einem neuen Tab)',
  Notice: 'Hinweis',
  'Information notice': 'Hinweis',
  'Success notice': 'Erledigt',
  'Warning notice': 'Warnung',
  'Error notice': 'Fehler',
  'Scrollable section': 'Bereich zum Scrollen',
  'Close search': 'Suche schließen',
  'No results.': 'Nichts gefunden.',
  'No items found': 'Nichts gefunden',
  'Add item': 'Hinzufügen',
  'Remove item': 'Entfernen',
  'Item added.': 'Hinzugefügt.',
  'Item removed.': 'Entfernt.',
  'Item selected.': 'Ausgewählt.',
  'Invalid item': 'Ungültig',
  'Separate with commas or the Enter key.': 'Mit Komma oder Eingabetaste trennen.',
  'Separate with commas, spaces, or the Enter key.':
    'Mit Komma, Leerzeichen oder Eingabetaste trennen.',
  Yes: 'Ja',
  No: 'Nein',
};

/** One, and more than one. */
const GERMAN_PLURALS = {
  '%d Item': ['%d Eintrag', '%d Einträge'],
  '%d Item selected': ['%d Eintrag ausgewählt', '%d Einträge ausgewählt'],
  '%1$d of %2$d Item': ['%1$d von %2$d Eintrag', '%1$d von %2$d Einträgen'],
};

const FRENCH = { Close: 'Fermer', Cancel: 'Annuler', Search: 'Rechercher', Reset: 'Réinitialiser' };

export function speakComponents(language: Language): void {
  const words = { de: GERMAN, fr: FRENCH, en: {} }[language];
  const data = Object.fromEntries(Object.entries(words).map(([key, word]) => [key, [word]]));
  const plurals = language === 'de' ? GERMAN_PLURALS : {};
  setLocaleData({ '': { domain: 'default', lang: language }, ...data, ...plurals }, 'default');
}
