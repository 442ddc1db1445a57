import type { StockCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const NOTHING_TOLD =
  'Die Brücke sagt OTTO zu dieser SKU nichts; dort bleibt stehen, was dort steht.';
const SHOWS_ZERO = 'OTTO zeigt 0 Stück, bei OTTO ist der Artikel also nicht zu kaufen.';

/** What is told of the stock between shop and OTTO. */
export const stock = {
  'stock-no-product': () => ({
    what: 'Zu dieser SKU kennt die Brücke kein Produkt im Shop.',
    follows: NOTHING_TOLD,
    todo: 'Geben Sie dem Produkt im Shop dieselbe SKU oder EAN, oder ordnen Sie es der SKU unter Bestand > SKU-Zuordnung zu.',
  }),
  'stock-not-managed': () => ({
    what: 'Der Shop führt für das Produkt keinen Lagerbestand, es steht nur auf „Vorrätig“.',
    follows: `Eine Zahl wird nicht geraten. ${NOTHING_TOLD}`,
    todo: 'Schalten Sie am Produkt „Lagerbestand verwalten“ ein und tragen Sie die Menge ein.',
  }),
  'stock-unreadable': () => ({
    what: 'Der Shop nennt für das Produkt eine Menge, die keine Zahl ist.',
    follows: NOTHING_TOLD,
    todo: 'Öffnen Sie das Produkt im Shop, tragen Sie die Lagermenge neu ein und speichern Sie.',
  }),
  'stock-vacation': () => ({
    what: 'Urlaub: OTTO soll 0 Stück zeigen, gleich was der Shop hat.',
    follows: 'Beim Ende des Urlaubs wird die richtige Menge wieder eingetragen.',
    todo: undefined,
  }),
  'stock-sold-out': () => ({
    what: 'Im Shop steht das Produkt auf „Nicht vorrätig“.',
    follows: SHOWS_ZERO,
    todo: undefined,
  }),
  'stock-negative': () => ({
    what: 'Der Lagerbestand im Shop ist unter 0: Es ist mehr verkauft als da ist.',
    follows: SHOWS_ZERO,
    todo: 'Prüfen Sie, ob alle Bestellungen lieferbar sind, und berichtigen Sie die Menge im Shop.',
  }),
  'stock-not-published': (g) => ({
    what:
      g.text('status') === 'trash'
        ? 'Das Produkt liegt im Papierkorb des Shops.'
        : `Das Produkt ist im Shop nicht veröffentlicht (Status „${g.text('status')}“).`,
    follows: SHOWS_ZERO,
    todo: 'Soll es bei OTTO verkauft werden, veröffentlichen Sie es im Shop.',
  }),
  'stock-product-gone': () => ({
    what: 'Das Produkt, das hinter dieser SKU stand, gibt es im Shop nicht mehr.',
    follows: SHOWS_ZERO,
    todo: 'Legen Sie es wieder an, oder ordnen Sie der SKU unter Bestand > SKU-Zuordnung ein anderes zu.',
  }),
  'stock-all-reserved': () => ({
    what: 'Alles, was da ist, ist bei OTTO schon verkauft und im Shop noch nicht abgebucht.',
    follows: SHOWS_ZERO,
    todo: undefined,
  }),
  'stock-within-buffer': (g) => ({
    what: `Es ist nicht mehr da, als Sie zurückhalten wollen (${g.number('buffer')} Stück).`,
    follows: SHOWS_ZERO,
    todo: undefined,
  }),
  'stock-capped': (g) => ({
    what: `Im Shop ist mehr da, als OTTO zeigen soll: höchstens ${g.number('cap')} Stück.`,
    follows: undefined,
    todo: undefined,
  }),
  'stock-shared': (g) => ({
    what: `Denselben Bestand im Shop teilen sich noch ${g.text('others') === '1' ? 'eine weitere SKU' : `${g.number('others')} weitere SKUs`}; jede zeigt bei OTTO die ganze Menge.`,
    follows: 'Werden mehrere davon gleichzeitig gekauft, kann mehr verkauft werden, als da ist.',
    todo: 'Halten Sie bei diesen SKUs unter „Bestand“ einen Puffer zurück.',
  }),
  'stock-restored': () => ({
    what: 'Nach dem Urlaub zeigt OTTO wieder, was dort davor stand.',
    follows: 'Danach sagt die Brücke OTTO zu dieser SKU wieder nichts.',
    todo: undefined,
  }),
  'stock-sku-unknown': (g) => ({
    what: `OTTO kennt die SKU ${g.text('sku')} nicht${detail(g)}.`,
    follows: 'Die Brücke sendet sie alle 15 Minuten wieder, und gleich, wenn sie sich ändert.',
    todo: 'Legen Sie den Artikel bei OTTO an. Er braucht dort eine Produktnummer, bevor er Bestand annimmt.',
  }),
  'stock-number-refused': (g) => ({
    what: `OTTO nimmt die Menge der SKU ${g.text('sku')} nicht an${detail(g)}.`,
    follows: 'Die Brücke sendet sie alle 15 Minuten wieder, und gleich, wenn sie sich ändert.',
    todo: 'Sehen Sie in OTTO Partner Connect (portal.otto.market) nach, was an dem Artikel nicht stimmt.',
  }),
  'stock-differs': (g) => ({
    what: `OTTO zeigt ${g.number('otto')} Stück, angenommen hatte es ${g.number('pushed')}; auch noch einmal gesendet blieb es dabei.`,
    follows: 'Von selbst sendet die Brücke diese Menge nicht noch einmal, bis sie sich ändert.',
    todo: 'Prüfen Sie, ob noch ein anderes Programm OTTO Bestand meldet, und senden Sie die Menge dann neu.',
  }),
  'stock-lower': (g) => ({
    what: `OTTO zeigt ${g.number('otto')} Stück statt ${g.number('pushed')}; vielleicht wurde dort gerade etwas verkauft.`,
    follows: 'Die Brücke sieht in einigen Minuten wieder nach.',
    todo: undefined,
  }),
  'stock-skus-unknown': (g) => ({
    what: `OTTO kennt ${skus(g)} nicht: ${g.text('skus')}${more(g)}.`,
    follows: `${g.text('count') === '1' ? 'Ihre Menge kommt' : 'Die Mengen dieser SKUs kommen'} bei OTTO nicht an. Alle anderen werden gemeldet.`,
    todo: 'Legen Sie dort an, was fehlt, oder sehen Sie nach, ob die SKU dort anders geschrieben ist. Die Meldung erledigt sich, sobald OTTO sie kennt.',
  }),
  'stock-skus-refused': (g) => ({
    what: `OTTO nimmt die Mengen von ${skus(g)} nicht an: ${g.text('skus')}${more(g)}.`,
    follows:
      'Sie werden alle 15 Minuten erneut gesendet. Bis OTTO sie annimmt, verkauft es nach der Menge, die es hat. Alle anderen werden gemeldet.',
    todo: 'Unter „Bestand“ steht bei jeder, was OTTO dazu schreibt.',
  }),
  'stock-numbers-left-alone': (g) => ({
    what: `Von ${skus(g)} nennt Ihr Shop keine Stückzahl mehr: ${g.text('skus')}${more(g)}.`,
    follows: 'OTTO verkauft sie weiter nach der letzten Menge, die es bekommen hat.',
    todo: 'Unter „Bestand“ steht bei jeder, warum. Schalten Sie im Shop die Lagerverwaltung des Produkts wieder ein, oder setzen Sie die Menge in OTTO Partner Connect (portal.otto.market) auf 0.',
  }),
  'stock-numbers-differ': (g) => ({
    what: `OTTO zeigt bei ${skus(g)} andere Mengen, als es angenommen hat: ${g.text('skus')}${more(g)}.`,
    follows: 'Die Brücke hat sie einmal neu gesendet und überschreibt sie nicht weiter.',
    todo: 'Meldet noch ein anderes Programm OTTO Bestand, schalten Sie eines von beiden ab und senden Sie die Mengen unter „Bestand“ neu.',
  }),
  'stock-sku-doubled': (g) => ({
    what: `Im Shop haben mehrere Produkte die SKU ${g.text('sku')} (Nummern ${g.text('productIds')}).`,
    follows:
      'Für Bestellungen und Bestand zählt das erste veröffentlichte davon, die anderen bleiben außer Acht.',
    todo: 'Geben Sie jedem Produkt im Shop seine eigene SKU.',
  }),
  'stock-vacation-open': (g) => ({
    what: `Urlaub: OTTO zeigt bei ${g.number('count')} von ${g.number('total')} SKUs noch nicht 0 Stück.`,
    follows: 'Die Brücke sendet die 0 weiter, aber so lange kann dort noch gekauft werden.',
    todo: 'Sehen Sie unter „Bestand“ nach, woran es liegt, oder setzen Sie die Artikel in OTTO Partner Connect (portal.otto.market) auf 0.',
  }),
  'stock-shared-without-buffer': (g) => ({
    what: `${g.text('count') === '1' ? 'Eine SKU teilt' : `${g.number('count')} SKUs teilen`} sich einen Bestand im Shop mit anderen, und es wird nichts zurückgehalten.`,
    follows: 'Jede zeigt die ganze Menge; gleichzeitige Käufe können mehr verkaufen, als da ist.',
    todo: 'Tragen Sie einen Puffer ein: für alle SKUs unter Einstellungen > Bestand an OTTO, für einzelne unter „Bestand“.',
  }),
  'stock-off': () => ({
    what: 'OTTO wird kein Bestand gemeldet: Das ist ausgeschaltet.',
    follows: 'Bei OTTO bleibt stehen, was dort eingetragen ist.',
    todo: 'Schalten Sie es unter Einstellungen > Bestand an OTTO ein, wenn OTTO die Mengen Ihres Shops zeigen soll.',
  }),
  'stock-running': () => ({
    what: 'Der Bestand wird gerade schon abgeglichen.',
    follows: 'Ein zweiter Abgleich daneben beginnt nicht.',
    todo: 'Versuchen Sie es in einer Minute noch einmal.',
  }),
  'stock-sku-not-known': (g) => ({
    what: `Zur SKU ${g.text('sku')} dieses Kontos kennt die Brücke keinen Bestand.`,
    follows: undefined,
    todo: 'Prüfen Sie die Schreibweise. Neue SKUs erscheinen, sobald OTTO sie in einer Bestellung oder seiner Liste nennt.',
  }),
} as const satisfies Record<StockCode, Say>;

function detail(g: Gaps): string {
  return g.has('detail') ? ` und schreibt: „${g.quote('detail')}“` : '';
}

function skus(g: Gaps): string {
  return g.text('count') === '1' ? 'eine SKU' : `${g.number('count')} SKUs`;
}

function more(g: Gaps): string {
  return Number(g.text('count')) > g.text('skus').split(', ').length ? ' und weitere' : '';
}
