import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import { buildSalesOrder, processableWithDiscountAndTakeBack } from '../../fixtures/otto/index.ts';
import { runs } from '../support/property-runs.ts';

type Path = readonly (string | number)[];

/** What an order can't be imported without. */
const REQUIRED: Path[] = [
  ['salesOrderId'],
  ['orderNumber'],
  ['orderDate'],
  ['positionItems'],
  ['positionItems', 0, 'positionItemId'],
  ['positionItems', 0, 'fulfillmentStatus'],
  ['positionItems', 0, 'itemValueGrossPrice'],
  ['positionItems', 0, 'itemValueGrossPrice', 'amount'],
  ['positionItems', 0, 'itemValueGrossPrice', 'currency'],
  ['positionItems', 0, 'product'],
  ['positionItems', 0, 'product', 'sku'],
  ['positionItems', 0, 'product', 'vatRate'],
  ['initialDeliveryFees', 0, 'deliveryFeeAmount'],
  ['initialDeliveryFees', 0, 'deliveryFeeAmount', 'amount'],
  ['initialDeliveryFees', 0, 'deliveryFeeAmount', 'currency'],
];

/** Wrong for every one of them; the texts must not turn up in what is reported. */
const WRONG_VALUES: unknown[] = [true, { secret: 'SECRET-VALUE' }, ['SECRET-VALUE'], null];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with another value at a path; undefined takes the field away. */
function withValueAt(source: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(source) && typeof step === 'number') {
    return source.map((entry: unknown, index) =>
      index === step ? withValueAt(entry, rest, value) : entry,
    );
  }
  if (!isRecord(source)) throw new Error(`no such path: ${String(step)}`);
  const { [step]: old, ...others } = source;
  const changed = withValueAt(old, rest, value);
  return changed === undefined ? others : { ...others, [step]: changed };
}

function problemsOf(wire: unknown): string[] {
  const result = parseSalesOrder(wire);
  expect(result.readable).toBe(false);
  return result.readable ? [] : result.unreadable.problems;
}

describe.each(REQUIRED.map((path) => ({ path, name: path.join('.') })))(
  'an order without a good $name',
  ({ path, name }) => {
    it('is unreadable when it is missing, and the problem names the place', () => {
      const wire = withValueAt(processableWithDiscountAndTakeBack(), path, undefined);
      expect(problemsOf(wire).some((problem) => problem.startsWith(`${name}: `))).toBe(true);
    });

    it('is unreadable when it is of a wrong type, and the problem keeps the value to itself', () => {
      for (const wrong of WRONG_VALUES) {
        const problems = problemsOf(withValueAt(processableWithDiscountAndTakeBack(), path, wrong));
        expect(problems.some((problem) => problem.startsWith(name))).toBe(true);
        expect(problems.join()).not.toContain('SECRET');
      }
    });
  },
);

it.each([
  [['salesOrderId'], ''],
  [['orderNumber'], ''],
  [['orderDate'], ''],
  [['orderDate'], 'SECRET-VALUE'],
  [['positionItems'], []],
  [['positionItems', 1, 'positionItemId'], ''],
  [['positionItems', 1, 'fulfillmentStatus'], ''],
  [['positionItems', 1, 'itemValueGrossPrice'], { amount: 24.999, currency: 'EUR' }],
  [['positionItems', 1, 'itemValueGrossPrice', 'amount'], 'SECRET-VALUE'],
  [['positionItems', 1, 'itemValueGrossPrice', 'amount'], '24,99'],
  [['positionItems', 1, 'itemValueGrossPrice', 'amount'], Number.NaN],
  [['positionItems', 0, 'itemValueReducedGrossPrice'], { amount: 1.001, currency: 'EUR' }],
  [['positionItems', 0, 'weeePickup'], 'SECRET-VALUE'],
  [['deliveryAddress'], 'SECRET-VALUE'],
  [['positionItems', 0, 'itemValueDiscount'], 5],
  [['positionItems', 1, 'product', 'vatRate'], 'SECRET-VALUE'],
  [['positionItems', 1, 'product', 'vatRate'], Number.POSITIVE_INFINITY],
  [['positionItems', 1], 'SECRET-VALUE'],
  [['initialDeliveryFees', 1, 'deliveryFeeAmount', 'amount'], 'SECRET-VALUE'],
] as const)('at %j the value %j makes an order unreadable', (path, value) => {
  const problems = problemsOf(withValueAt(processableWithDiscountAndTakeBack(), path, value));
  expect(problems.some((problem) => problem.startsWith(path.join('.')))).toBe(true);
  expect(problems.join()).not.toContain('SECRET');
});

it('names every problem of an order at once', () => {
  const { orderNumber: _gone, ...wire } = buildSalesOrder({ positionItems: [] });
  expect(problemsOf(wire).map((problem) => problem.split(':')[0])).toEqual([
    'orderNumber',
    'positionItems',
  ]);
});

it('still tells which order it was', () => {
  const wire = { ...buildSalesOrder({ seed: 'which-order' }), orderDate: 'never' };
  expect(parseSalesOrder(wire)).toMatchObject({
    unreadable: { salesOrderId: wire.salesOrderId, orderNumber: wire.orderNumber },
  });
  expect(parseSalesOrder({ ...wire, orderNumber: 4711 })).toMatchObject({
    unreadable: { salesOrderId: wire.salesOrderId, orderNumber: undefined },
  });
});

it.each([undefined, null, 7, 'order', true, [], {}, [buildSalesOrder()]])(
  'takes %j for an unreadable order of unknown number',
  (input) => {
    expect(parseSalesOrder(input)).toMatchObject({
      readable: false,
      unreadable: { salesOrderId: undefined, orderNumber: undefined },
    });
  },
);

it('never throws, whatever is put in place of any value of an order', () => {
  const wire = processableWithDiscountAndTakeBack();
  const paths = pathsOf(wire);
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.anything(), (path, value) => {
      const result = parseSalesOrder(withValueAt(wire, path, value));
      if (result.readable) expect(result.salesOrder.positionItems.length).toBeGreaterThan(0);
      else expect(result.unreadable.problems.length).toBeGreaterThan(0);
    }),
    runs(1_500),
  );
});

function pathsOf(value: unknown, at: Path = []): Path[] {
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((entry: unknown, index) => [index, entry])
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return [at, ...entries.flatMap(([step, inner]) => pathsOf(inner, [...at, step]))];
}
