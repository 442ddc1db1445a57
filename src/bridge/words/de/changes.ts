import type { ChangeGaps, ChangeWords } from '../change-catalogue.ts';

/** What is different from now on, after settings were saved. */
export const changes = {
  'account-added': (g) =>
    `Das Konto „${g.text('account')}“ kommt hinzu. Als Entwurf macht es nur Proben, bis Sie es scharf schalten.`,
  'account-live': (g) =>
    `Das Konto „${g.text('account')}“ ist scharf: Seine Bestellungen kommen ab ${nextRun(g)} in den Shop.`,
  'account-paused': (g) =>
    `Das Konto „${g.text('account')}“ ist pausiert: Es holt keine Bestellungen und meldet OTTO nichts, bis Sie es fortsetzen. Was im Shop ist, bleibt dort; Fristen von OTTO laufen weiter.`,
  'account-removed': (g) =>
    `Das Konto „${g.text('account')}“ ist entfernt. Seine Bestellungen bleiben im Shop und im Bestellbuch der Brücke; neue kommen nicht mehr, und OTTO wird nichts mehr dazu gemeldet.`,
  'announced-come-in': (g) =>
    `Angekündigte Bestellungen${g.text('to') === 'prepayment' ? ' mit Vorkasse' : ''}${g.ofAccount} kommen ab ${nextRun(g)} unbezahlt in den Shop und belegen dort Bestand. ${waiting(g)}`,
  'announced-stay-out': (g) =>
    `Neue angekündigte Bestellungen${g.ofAccount} warten ab ${nextRun(g)} in der Brücke, bis OTTO sie freigibt. Die schon im Shop sind, bleiben dort.`,
  'erase-off': () => 'Personenangaben der Brücke in alten Shop-Bestellungen bleiben erhalten.',
  'erase-on': (g) =>
    `Ab der nächsten Nacht löscht die Brücke ihre Personenangaben aus Shop-Bestellungen, die seit ${g.number('days')} Tagen unverändert sind. Gelöschtes kommt nicht zurück.`,
  'mail-off': () => 'Sie bekommen keine Mails mehr, wenn etwas nicht stimmt.',
  'mail-on': (g) =>
    `Wenn etwas nicht stimmt, schreibt die Brücke an ${g.text('to')} (über ${g.text('host')}).`,
  'public-url-off': () =>
    'Der Shop meldet Änderungen nicht mehr von sich aus; die Brücke sieht beim nächsten Blick nach.',
  'public-url-on': (g) =>
    `Der Shop soll Änderungen an ${g.text('url')} melden; die Brücke legt ihre Webhooks dort gleich neu an.`,
  'schedule-changed': (g) =>
    `„${g.setting}“${g.ofAccount} läuft ab sofort nach dem Zeitplan ${g.text('to')}.`,
  'schedule-off': (g) =>
    `„${g.setting}“${g.ofAccount} läuft nicht mehr von selbst, nur noch auf Klick.`,
  'schedule-usual': (g) => `„${g.setting}“${g.ofAccount} läuft ab sofort wieder wie üblich.`,
  'secret-entered': (g) => `Neu eingetragen: ${g.secret('position')}.`,
  'secret-gone': (g) =>
    `Nicht mehr gespeichert: ${g.secret('position')}. Tragen Sie den Wert neu ein.`,
  'setting-changed': (g) =>
    `„${g.setting}“${g.ofAccount}: ab jetzt ${g.value('to')}, bisher ${g.value('from')}.`,
  'setting-common-again': (g) =>
    `„${g.setting}“${g.ofAccount}: Ab jetzt gilt wieder die gemeinsame Einstellung.`,
  'shipped-statuses-changed': (g) =>
    `Ab sofort gilt eine Bestellung${g.ofAccount} als versendet, wenn sie im Shop einen dieser Status hat: ${g.text('to')}. Bestellungen, die ihn schon haben, werden OTTO gleich gemeldet.`,
  'shop-connected': (g) => `Bestellungen kommen ab jetzt in den Shop ${g.text('url')}.`,
  'shop-gone': () => 'Es ist kein Shop mehr verbunden; Bestellungen kommen nirgends mehr an.',
  'start-earlier': (g) =>
    g.has('to')
      ? `Auch Bestellungen, die ab ${g.moment('to')} eingegangen sind, dürfen in den Shop${g.ofAccount}. Was OTTO schon länger kennt, holt ein Abruf mit „seit“-Datum.`
      : `Alle Bestellungen, die OTTO nennt, dürfen in den Shop${g.ofAccount}. Was OTTO schon länger kennt, holt ein Abruf mit „seit“-Datum.`,
  'start-later': (g) =>
    `Nur noch Bestellungen, die ab ${g.moment('to')} eingegangen sind, kommen neu in den Shop${g.ofAccount}. Die schon dort sind, bleiben.`,
  'status-changed': (g) =>
    `Bestellungen „${g.phase('phase')}“${g.ofAccount} bekommen ab ${nextRun(g)} den Status „${g.text('to')}“. Die schon im Shop sind, bekommen ihn, sobald sich bei OTTO etwas an ihnen ändert.`,
  'status-left': (g) =>
    `Bestellungen „${g.phase('phase')}“${g.ofAccount} behalten ab ${nextRun(g)} im Shop den Status, den sie haben.`,
} as const satisfies ChangeWords;

function nextRun(g: ChangeGaps): string {
  return g.has('nextAt') ? `dem nächsten Abruf (${g.moment('nextAt')})` : 'dem nächsten Abruf';
}

function waiting(g: ChangeGaps): string {
  switch (g.text('orders')) {
    case '0':
      return 'Zurzeit wartet keine.';
    case '1':
      return 'Die eine, die jetzt wartet, wird dabei mit angesehen.';
    default:
      return `Die ${g.number('orders')}, die jetzt warten, werden dabei mit angesehen.`;
  }
}
