import type { ReportLabels } from '../report-labels.ts';

export const reportLabels = {
  transmissionState: {
    waiting: 'waiting',
    due: 'being sent',
    'in-flight': 'outcome open',
    accepted: 'taken by OTTO',
    confirmed: 'confirmed by OTTO',
    attention: 'needs you',
    'by-hand': 'done by hand',
    withdrawn: 'taken back',
  },
  transmissionKind: {
    shipment: 'shipment',
    cancellation: 'cancellation',
    acceptance: 'return accepted',
    rejection: 'return rejected',
    'price-reduction': 'price reduction',
  },
  transmissionSource: {
    shop: 'from the shop',
    'ship-list': 'from the ship list',
    'web-service': 'by the web service',
    csv: 'from a carrier’s file',
    command: 'by command',
  },
  attemptCall: {
    'create-shipment': 'shipment reported',
    'add-pieces': 'pieces reported for a shipment',
    'cancel-piece': 'piece cancelled',
    'accept-return': 'return accepted',
    'reject-return': 'return rejected',
    'reduce-price': 'price reduced',
    'look-up': 'looked up at OTTO',
  },
  attemptOutcome: {
    done: 'taken',
    refused: 'refused',
    'not-sent': 'did not arrive',
    unknown: 'no answer',
    absent: 'not there',
    open: 'under way',
  },
  shipOutcome: {
    due: 'is being sent to OTTO',
    waits: 'waits',
    known: 'reported already',
    refused: 'not possible',
    'left-out': 'passed over',
    'would-due': 'would be sent',
    'would-wait': 'would wait',
  },
  leftWhy: {
    'in-other-report': 'Is reported or kept already.',
    'other-goods':
      'Parcel goods and forwarder goods do not go in one shipment; none is given for this piece.',
    'in-no-parcel': 'Is named in none of the parcels.',
  },
  consequence: {
    unpaid: 'These shipments are not reported to OTTO: OTTO does not pay them.',
    uncancelled: 'Nothing is cancelled at OTTO yet: the buyer expects the delivery.',
    unreturned: 'At OTTO the return is not accepted yet: the buyer waits for the money.',
  },
} as const satisfies ReportLabels;
