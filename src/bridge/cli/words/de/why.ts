import type { WhyWords } from '../answer-words.ts';

export const why: WhyWords = {
  title: (orderNumber, account) => `Bestellung ${orderNumber} (Konto ${account})`,
  ordered: (moment, sum) => `Bestellt bei OTTO am ${moment}, Summe ${sum}.`,
  phase: (phase) => `Phase: ${phase}.`,
  inShop: (number, status) => `Im Shop: Bestellung ${number}, Status „${status}“.`,
  notInShop: 'Im Shop: nein.',
  because: (reason) => `Warum: ${reason}`,
  next: {
    seen: 'Wie es weitergeht: Der nächste Importlauf bringt sie in den Shop.',
    backlog:
      'Wie es weitergeht: Sobald OTTO sie freigibt, kommt sie mit dem nächsten Lauf in den Shop. Mit der Einstellung importRules.announcedImport = all käme sie sofort.',
    held: 'Wie es weitergeht: Sie wird automatisch erneut versucht. Haben Sie die Ursache behoben, hilft der nächste Lauf.',
    skipped: 'Wie es weitergeht: Sie bleibt außerhalb des Shops.',
    claimed:
      'Wie es weitergeht: Der Shop hat auf das Anlegen nicht geantwortet. Der nächste Lauf sucht sie dort und legt sie nur an, wenn sie sicher fehlt.',
    imported: 'Wie es weitergeht: Jede Änderung bei OTTO kommt mit dem nächsten Lauf in den Shop.',
  },
  todo: (todo) => `Was Sie tun können: ${todo}`,
  nextLook: (moment) => `Nächster Blick darauf: ${moment}.`,
  nextRun: 'Nächster Blick darauf: beim nächsten Lauf.',
  timeline: 'Verlauf',
  pieces: 'Artikel',
  rawOf: { otto: 'Antwort von OTTO', shop: 'Antwort des Shops' },
  rawAbsent: 'Dort gibt es diese Bestellung nicht.',
  open: 'Was dazu offen ist',
};
