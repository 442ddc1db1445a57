import fc from 'fast-check';
import { type History, historiesOf, type Step } from '../journeys/histories/steps.ts';
import { type Trouble, troubles } from './troubles.ts';

/** A history, where and when it happens, and what befalls the bridge in its acts. */
export type FaultHistory = {
  history: History;
  /** the zone of the process */
  zone: string;
  /** UTC; the summer's and the winter's begin in some of them */
  startsAt: string;
  troubles: Trouble[];
};

/** So many steps there are at most: what befalls the bridge is what counts here. */
const MOST_STEPS = 7;
const MOST_TROUBLES = 8;
/** Of a hundred blows so many kill the process for real, which costs as much as half a history. */
const KILLS = 8;

const STARTS = [
  '2026-03-20T08:00:00.000Z',
  // In Europe/Berlin 02:00 is followed by 03:00 …
  '2026-03-28T23:40:00.000Z',
  '2026-03-28T20:00:00.000Z',
  // … and 03:00 by 02:00.
  '2026-10-24T23:40:00.000Z',
  '2026-10-24T20:00:00.000Z',
];

const ZONES = ['Europe/Berlin', 'Europe/Berlin', 'UTC', 'America/New_York', 'Pacific/Auckland'];

/** So that every history has acts that something can befall. */
const LAST_STEPS: Step[] = [
  { do: 'import', minutes: 5 },
  { at: 'reports', do: 'report', minutes: 1, looks: true, faults: [], diesAfter: undefined },
  { at: 'reports', do: 'report', minutes: 15, looks: false, faults: [], diesAfter: undefined },
  { do: 'read after sale', what: 'returns' },
  { at: 'stock', do: 'tell stock', minutes: 1, faults: [], diesAfter: undefined },
];

/** Where packers are at work something is sent; and told at once. */
const SHIPPED: Step[] = [
  {
    at: 'packing table',
    do: 'ship',
    order: 0,
    howMany: 1,
    carrier: 'DHL',
    numbers: 'fit',
    plugin: 'meta',
  },
  { at: 'reports', do: 'report', minutes: 1, looks: true, faults: [], diesAfter: undefined },
];

/** Deaths are troubles here, and every act can meet them. */
function immortal(step: Step): Step {
  return 'diesAfter' in step ? { ...step, diesAfter: undefined } : step;
}

export const faultHistory: fc.Arbitrary<FaultHistory> = fc.record({
  history: historiesOf(MOST_STEPS).map((history) => ({
    ...history,
    steps: [
      ...history.steps.slice(0, 1),
      ...(history.shipping ? SHIPPED : []),
      ...history.steps.slice(1).map(immortal),
      ...LAST_STEPS,
    ],
  })),
  zone: fc.constantFrom(...ZONES),
  startsAt: fc.constantFrom(...STARTS),
  troubles: fc.array(troubles(KILLS), { minLength: 2, maxLength: MOST_TROUBLES, size: 'max' }),
});
