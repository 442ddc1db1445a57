import type { WebhookCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const POLL_GOES_ON =
  'Es geht nichts verloren: Die Brücke sieht weiterhin jede Minute selbst im Shop nach.';
const WEBHOOKS_PLACE = 'WooCommerce > Einstellungen > Erweitert > Webhooks';

/** What the shop's webhooks do, or keep from doing. */
export const webhooks = {
  'shop-watch-running': () => ({
    what: 'Die Brücke sieht gerade schon im Shop nach.',
    follows: 'Ein zweites Nachsehen daneben beginnt nicht.',
    todo: 'Versuchen Sie es in einer Minute noch einmal.',
  }),
  'webhook-restored': (g) => ({
    what: `Im Shop fehlten Webhooks der Brücke oder waren abgeschaltet (${lost(g)}); sie wurden neu angelegt${g.has('times') ? `, bisher ${g.number('times')} Mal` : ''}.`,
    follows: `${POLL_GOES_ON} Die Meldung erledigt sich, sobald die nächste Prüfung alles in Ordnung findet.`,
    todo: `Kommt das öfter vor, prüfen Sie, ob Ihr Shop die Brücke unter der Adresse „publicUrl“ erreicht: WooCommerce schaltet einen Webhook nach mehreren Fehlversuchen ab. Die Webhooks stehen unter ${WEBHOOKS_PLACE}.`,
  }),
  'webhook-signature-wrong': (g) => ({
    what: `Nachrichten des Webhooks ${g.text('webhookId')} trugen mehrmals eine falsche Unterschrift.`,
    follows: `Die Brücke hat sie nicht angenommen und legt den Webhook bei der nächsten Prüfung neu an. ${POLL_GOES_ON}`,
    todo: `Kommt das wieder, hat jemand den geheimen Schlüssel des Webhooks geändert (${WEBHOOKS_PLACE}), ein Proxy verändert die Nachrichten, oder ein Fremder gibt sich als Ihr Shop aus.`,
  }),
  'webhooks-not-possible': (g) => ({
    what: notPossible(g),
    follows: POLL_GOES_ON,
    todo: todoFor(g),
  }),
  'webhooks-silent': (g) => ({
    what: `Im Shop ändern sich Bestellungen, aber seit ${g.moment('since')} kommt keine Nachricht seiner Webhooks an.`,
    follows: POLL_GOES_ON,
    todo: `Prüfen Sie, ob ${g.text('publicUrl')} aus dem Internet erreichbar ist und ob WP-Cron in Ihrem Shop läuft. Unter ${WEBHOOKS_PLACE} zeigt das Protokoll eines Webhooks, was beim Senden geschah.`,
  }),
} as const satisfies Record<WebhookCode, Say>;

function lost(g: Gaps): string {
  const parts = [
    ...(g.has('deleted') ? [`gelöscht: ${g.number('deleted')}`] : []),
    ...(g.has('disabled') ? [`vom Shop abgeschaltet: ${g.number('disabled')}`] : []),
    ...(g.has('paused') ? [`pausiert: ${g.number('paused')}`] : []),
  ];
  return parts.length === 0 ? g.number('webhooks') : parts.join(', ');
}

/** The address, or the shop's refusal; whole with neither. */
function notPossible(g: Gaps): string {
  const address = `Ihr Shop wird an ${g.text('publicUrl')} nichts senden: WordPress sendet Webhooks nur an öffentliche Adressen und nur an die Ports 80, 443 und 8080.`;
  const refusal = `Ihr Shop lässt die Brücke keine Webhooks anlegen oder ansehen${g.has('shopMessage') ? ` und schreibt: „${g.quote('shopMessage')}“` : ''}.`;
  if (!g.has('publicUrl')) return refusal;
  return g.has('shopMessage') ? `${refusal} ${address}` : address;
}

function todoFor(g: Gaps): string {
  return g.has('publicUrl')
    ? 'Tragen Sie als „publicUrl“ eine öffentliche Adresse mit https ein, die zur Brücke führt, oder nehmen Sie sie heraus, wenn Sie ohne Webhooks arbeiten möchten.'
    : 'Der API-Schlüssel des Shops braucht „Lesen/Schreiben“ und einen Benutzer, der WooCommerce verwalten darf. Oder nehmen Sie „publicUrl“ aus den Einstellungen heraus, wenn Sie ohne Webhooks arbeiten möchten.';
}
