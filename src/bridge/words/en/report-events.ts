import type { ReportEventKind } from '../owner-code.ts';
import type { Gaps, SayEvent } from '../saying.ts';

/** What the timeline of an order says about its reports to OTTO. */
export const reportEvents = {
  'report-due': (g) => `${subject(g)}${parcel(g)} is being sent to OTTO.`,
  'report-waits': (_g, what) => what,
  'report-changed': (g) => `${subject(g)} corrected${parcel(g)}.`,
  'report-sent': (g) => `${subject(g)} sent to OTTO${parcel(g)}.`,
  'report-accepted': (g) => `OTTO took the ${subject(g).toLowerCase()}${parcel(g)}.`,
  'report-confirmed': (g) => `Confirmed: OTTO shows ${shown(g)}.`,
  'report-refused': (_g, what) => what,
  'report-deferred': (_g, what) => what,
  'report-withdrawn': (g) => `${subject(g)} taken back before it counted${parcel(g)}.`,
  'report-by-hand': (g) => `${subject(g)} marked by you as done by hand${parcel(g)}.`,
  'tracking-changed-after-report': (g) =>
    `The shop now has the tracking number ${g.text('now')}; OTTO knows ${g.text('reported')}, and that can’t be changed there any more.`,
  'parcel-without-pieces': (g) =>
    `The shop has a further parcel (${g.text('trackingNumber')}), but all pieces are reported already.`,
} as const satisfies Record<ReportEventKind, SayEvent>;

function subject(g: Gaps): string {
  switch (g.text('kind')) {
    case 'cancellation':
      return 'Cancellation';
    case 'acceptance':
      return 'Acceptance of the return';
    case 'rejection':
      return 'Rejection of the return';
    case 'price-reduction':
      return `Price reduction${g.has('amountCents') ? ` of ${g.sum('amountCents')}` : ''}`;
    default:
      return 'Shipment report';
  }
}

function shown(g: Gaps): string {
  switch (g.text('kind')) {
    case 'cancellation':
      return 'the cancellation';
    case 'acceptance':
      return 'the return as accepted';
    case 'rejection':
      return 'the return as rejected';
    case 'price-reduction':
      return `the ${subject(g).toLowerCase()} as carried out`;
    default:
      return `the shipment as sent${parcel(g)}`;
  }
}

function parcel(g: Gaps): string {
  if (!g.has('trackingNumber')) return g.has('carrier') ? ` (${g.text('carrier')})` : '';
  return ` (${g.has('carrier') ? `${g.text('carrier')} ` : ''}${g.text('trackingNumber')})`;
}
