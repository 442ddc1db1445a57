import type { Gaps } from '../saying.ts';

/** What a shipment that is not reported costs. */
export const NOT_PAID = 'OTTO pays only once the shipment is reported.';

export const BY_ITSELF = 'The rest happens by itself.';

export const ENTER_TRACKING =
  'Enter the tracking number in the shop order, on the bridge’s ship list, or read in your carrier’s file.';

export const isCancellation = (g: Gaps): boolean => g.text('kind') === 'cancellation';

/** Begins a sentence about a shipment: one order's, or those of many that one thing keeps. */
export function notReported(g: Gaps): string {
  return g.has('orderNumber')
    ? `${g.order} is not reported to OTTO as shipped yet`
    : 'Shipped orders are not reported to OTTO yet';
}

/** The report as the subject of a sentence. */
export function theReport(g: Gaps): string {
  switch (g.text('kind')) {
    case 'cancellation':
      return 'the cancellation';
    case 'acceptance':
      return 'the acceptance of the return';
    case 'rejection':
      return 'the rejection of the return';
    case 'price-reduction':
      return 'the price reduction';
    default:
      return 'the shipment report';
  }
}

/** What it costs that the report is not through. */
export function notThrough(g: Gaps): string {
  switch (g.text('kind')) {
    case 'cancellation':
      return 'At OTTO nothing is cancelled yet because of this.';
    case 'acceptance':
      return 'So at OTTO the return is still open; the buyer waits for the money.';
    case 'rejection':
      return 'So at OTTO the return is still open.';
    case 'price-reduction':
      return 'So the buyer does not have the amount back yet.';
    default:
      return NOT_PAID;
  }
}
