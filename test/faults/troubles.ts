import fc from 'fast-check';
import { DATABASE_TROUBLES } from './database-troubles.ts';
import { sideTrouble } from './side-troubles.ts';

/** At which of the bridge's queries something begins. */
const query = fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 30 }), fc.nat({ max: 70 }));

/** The process dies for real: at one of its queries, or while one of its calls is at the other side. */
const killed = fc.oneof(
  fc.record({
    what: fc.constant('killed' as const),
    at: fc.constantFrom('query' as const, 'call there' as const, 'call done' as const),
    after: fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 25 })),
  }),
  fc.record({
    what: fc.constant('killed' as const),
    at: fc.constantFrom('write there' as const, 'write done' as const),
    after: fc.nat({ max: 2 }),
  }),
);

/** The same in this process, which does nothing more after it; half of them with a write under way. */
const dies = fc.oneof(
  fc.record({
    what: fc.constant('dies' as const),
    at: fc.constant('ledger call' as const),
    after: fc.oneof(fc.nat({ max: 10 }), fc.nat({ max: 40 })),
  }),
  fc.record({
    what: fc.constant('dies' as const),
    at: fc.constantFrom('write there' as const, 'write done' as const),
    after: fc.nat({ max: 2 }),
  }),
);

const database = fc.record({
  what: fc.constant('database' as const),
  how: fc.constantFrom(...DATABASE_TROUBLES),
  after: query,
});

const clock = fc.record({
  what: fc.constant('clock' as const),
  minutes: fc.constantFrom(-10, 10, -10, 10, -60, 60),
  after: query,
});

const settings = fc.record({
  what: fc.constant('settings' as const),
  how: fc.constantFrom('full' as const, 'read-only' as const),
});

/** What strikes the bridge itself, at a moment of its own. */
export type Blow =
  | (typeof killed extends fc.Arbitrary<infer Value> ? Value : never)
  | (typeof dies extends fc.Arbitrary<infer Value> ? Value : never)
  | (typeof database extends fc.Arbitrary<infer Value> ? Value : never)
  | (typeof clock extends fc.Arbitrary<infer Value> ? Value : never)
  | (typeof settings extends fc.Arbitrary<infer Value> ? Value : never);

/** What befalls the bridge in one of its acts. */
export type Trouble = {
  sides: (typeof sideTrouble extends fc.Arbitrary<infer Value> ? Value : never)[];
  blow: Blow | undefined;
  /** after a blow it is started again, or goes on when its leases have run out */
  startsAgain: boolean;
};

const none: Trouble = { sides: [], blow: undefined, startsAgain: false };

/** @param killsOf in so many of a hundred blows the process is killed for real */
export function troubles(killsOf: number): fc.Arbitrary<Trouble> {
  const rest = 100 - killsOf;
  const blow = fc.oneof(
    { weight: rest * 5, arbitrary: dies },
    { weight: rest * 6, arbitrary: database },
    { weight: rest * 3, arbitrary: clock },
    { weight: rest, arbitrary: settings },
    { weight: killsOf * 15, arbitrary: killed },
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(none) },
    {
      weight: 5,
      arbitrary: fc.record({
        sides: fc.array(sideTrouble, { maxLength: 2, size: 'max' }),
        blow: fc.option(blow, { nil: undefined, freq: 3 }),
        startsAgain: fc.boolean(),
      }),
    },
  );
}
