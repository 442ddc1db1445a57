import type { JobLabels } from '../job-labels.ts';

export const jobLabels = {
  name: {
    'order-import': 'Bestellungen abrufen',
    'shop-watch': 'Änderungen im Shop ansehen',
    reports: 'Meldungen an OTTO',
    notices: 'Sie benachrichtigen',
    'webhook-check': 'Webhooks des Shops prüfen',
    reconcile: 'Abgleich von OTTO, Brücke und Shop',
    'data-erase': 'Personendaten löschen',
    returns: 'Retouren von OTTO lesen',
    receipts: 'Belege von OTTO lesen',
    stock: 'Bestand an OTTO melden',
  },
  does: {
    'order-import':
      'Holt neue und geänderte Bestellungen von OTTO und bringt sie in den Shop, ohne Doppelte.',
    'shop-watch':
      'Sieht nach, welche Bestellungen sich im Shop geändert haben: versendet, storniert, von Hand bearbeitet.',
    reports:
      'Meldet OTTO, was versendet oder storniert wurde, und prüft, ob es dort angekommen ist.',
    notices: 'Schickt Ihnen Mails und Webhooks über Probleme, die offen, neu oder erledigt sind.',
    'webhook-check':
      'Sorgt dafür, dass die Webhooks im Shop da sind und zur Adresse der Brücke passen.',
    reconcile:
      'Vergleicht OTTO, die Brücke und den Shop Bestellung für Bestellung und nennt jeden Unterschied.',
    'data-erase':
      'Entfernt Namen, Adressen und Mailadressen, die die Brücke in alten Shop-Bestellungen abgelegt hat.',
    returns: 'Liest, welche Retouren OTTO zeigt und wo die Pakete auf dem Rückweg sind.',
    receipts:
      'Liest Rechnungen und Erstattungen, die OTTO in Ihrem Namen schreibt, und vergleicht sie mit Bestellung und Shop.',
    stock:
      'Liest den Lagerbestand aus dem Shop, meldet OTTO, was sich geändert hat, und prüft, was OTTO zeigt.',
  },
  cause: {
    schedule: 'nach Zeitplan',
    click: 'per Klick',
    command: 'per Befehl',
    webhook: 'vom Shop gemeldet',
    settings: 'nach geänderten Einstellungen',
  },
  outcome: {
    running: 'läuft',
    done: 'erledigt',
    nothing: 'nichts zu tun',
    failed: 'fehlgeschlagen',
    elsewhere: 'lief schon anderswo',
    interrupted: 'abgebrochen: die Brücke wurde beendet',
  },
  counter: {
    seen: 'angesehen',
    created: 'angelegt',
    updated: 'aktualisiert',
    unchanged: 'unverändert',
    backlog: 'noch nicht freigegeben',
    held: 'zu klären',
    failed: 'fehlgeschlagen',
    skipped: 'ausgelassen',
    changed: 'geändert',
    left: 'beim nächsten Mal',
    looked: 'im Shop angesehen',
    added: 'neue Meldungen',
    accepted: 'von OTTO angenommen',
    found: 'waren schon bei OTTO',
    deferred: 'später noch einmal',
    open: 'Ausgang noch offen',
    attention: 'brauchen Sie',
    confirmed: 'von OTTO bestätigt',
    made: 'angelegt',
    removed: 'entfernt',
    moved: 'Pakete weiter',
    sent: 'gesendet',
    due: 'fällig',
    erased: 'gelöscht',
    refused: 'vom Shop abgelehnt',
    compared: 'Bestellungen verglichen',
    differences: 'Unterschiede',
    read: 'gelesen',
    unreadable: 'unlesbar',
    differ: 'weichen ab',
    pushed: 'Mengen gesendet',
    notTaken: 'von OTTO nicht angenommen',
    readBack: 'bei OTTO nachgesehen',
  },
  schedule: {
    off: 'Ausgeschaltet',
    atOnce: 'Sofort, sobald es etwas zu melden gibt; zur Sicherheit zudem jede Minute',
    usual: (words) => `Wie üblich: ${words}`,
    everyHourAt: (minute) => `Jede Stunde, ${minute} Minuten nach der vollen`,
    daily: (times) => `Täglich um ${times}`,
  },
  changed: {
    runs: (name, words) => `„${name}“ läuft ab jetzt so: ${words}.`,
    runsNext: (moment) => `Das nächste Mal: ${moment}.`,
    off: (name) => `„${name}“ läuft nicht mehr von selbst, nur noch per Klick.`,
    missed: {
      'order-import':
        'Neue Bestellungen kommen erst in den Shop, wenn Sie abrufen. Verloren geht nichts.',
      'shop-watch':
        'Was im Shop geschieht, erfährt die Brücke nur noch durch dessen Webhooks. Fällt einer aus, bleibt eine Versandmeldung liegen.',
      reports:
        'OTTO erfährt von keinem Versand und keiner Stornierung mehr, bis Sie die Meldungen senden. Zugesagte Liefertermine können so verstreichen.',
      notices: 'Sie bekommen keine Nachricht mehr, wenn etwas nicht stimmt.',
      'webhook-check':
        'Fehlt ein Webhook im Shop, fällt das nicht mehr auf. Änderungen sieht die Brücke dann erst bei der regelmäßigen Prüfung.',
      reconcile: 'Unterschiede zwischen OTTO, Brücke und Shop fallen nicht mehr von selbst auf.',
      'data-erase': 'Personendaten in alten Shop-Bestellungen bleiben stehen.',
      returns:
        'Neue Retouren und der Weg der Pakete fallen nicht mehr auf, bis Sie nachsehen. Der Käufer wartet so lange auf sein Geld.',
      receipts:
        'Was OTTO abrechnet, wird nicht mehr mit Ihren Bestellungen verglichen, und der Monat für die Buchhaltung ist unvollständig.',
      stock:
        'OTTO erfährt nicht mehr, was in Ihrem Shop da ist. Dort kann verkauft werden, was es nicht mehr gibt.',
    },
  },
} as const satisfies JobLabels;
