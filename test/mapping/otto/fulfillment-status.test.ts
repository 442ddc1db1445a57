import { expect, it } from 'vitest';
import {
  FULFILLMENT_STATUSES,
  isCancelled,
  mayShip,
  parseFulfillmentStatus,
} from '../../../src/mapping/otto/fulfillment-status.ts';

it('knows the six states OTTO names, and no more', () => {
  expect([...FULFILLMENT_STATUSES].sort()).toEqual([
    'ANNOUNCED',
    'CANCELLED_BY_MARKETPLACE',
    'CANCELLED_BY_PARTNER',
    'PROCESSABLE',
    'RETURNED',
    'SENT',
  ]);
});

it.each([
  ['ANNOUNCED', 'ANNOUNCED', false],
  ['PROCESSABLE', 'PROCESSABLE', false],
  ['SENT', 'SENT', false],
  ['RETURNED', 'RETURNED', false],
  ['CANCELLED_BY_PARTNER', 'CANCELLED_BY_PARTNER', true],
  ['CANCELLED_BY_MARKETPLACE', 'CANCELLED_BY_MARKETPLACE', true],
  ['CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_MARKETPLACE', true],
  ['LOST_IN_SPACE', undefined, false],
  ['processable', undefined, false],
  ['SENT ', undefined, false],
  ['', undefined, false],
  ['constructor', undefined, false],
] as const)('reads the state "%s" as %s', (word, status, cancelled) => {
  expect(parseFulfillmentStatus(word)).toBe(status);
  expect(isCancelled(parseFulfillmentStatus(word))).toBe(cancelled);
});

it('lets only a released piece be shipped, and none in a state nobody knows', () => {
  const may = FULFILLMENT_STATUSES.filter((fulfillmentStatus) => mayShip({ fulfillmentStatus }));
  expect(may).toEqual(['PROCESSABLE']);
  expect(mayShip({ fulfillmentStatus: undefined })).toBe(false);
});
