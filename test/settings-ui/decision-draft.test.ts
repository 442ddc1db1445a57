import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../src/bridge/http/api-contract.ts';
import {
  askedDecisions,
  type DecisionRow,
  decidedOtherwise,
  decisionRows,
  fixedConditions,
} from '../../src/settings-ui/components/after-sale/decision-draft.ts';

const pieces = ['P1', 'P2', 'P3'].map((positionItemId) => ({
  accountId: 'main',
  salesOrderId: 'order-1',
  orderNumber: 'B7F',
  positionItemId,
  sku: 'SHIRT',
}));

function filled(rows: DecisionRow[]): DecisionRow[] {
  return rows.map((row) => ({ ...row, condition: 'B' }));
}

const NONE_FIXED = fixedConditions([]);

describe('what is asked for when returns are decided', () => {
  it('is every ticked piece with its condition and reason, as the web service takes it', () => {
    const rows = filled(decisionRows(pieces, 'accept', true)).map((row) => ({
      ...row,
      isTicked: row.piece.positionItemId !== 'P2',
    }));
    const asked = askedDecisions(rows, 'accept', NONE_FIXED);
    expect(asked).toEqual(
      ['P1', 'P3'].map((positionItemId) => ({
        accountId: 'main',
        salesOrderId: 'order-1',
        positionItemId,
        decision: 'accept',
        condition: 'B',
        reason: 'RETURN_RECEIVED',
      })),
    );
    const body = API_OPERATIONS.decideReturns.body.safeParse({ decisions: asked });
    expect(body.success).toBe(true);
  });

  it('is nothing while one ticked piece lacks its condition, whatever the others have', () => {
    const [first, ...others] = filled(decisionRows(pieces, 'accept', true));
    if (!first) throw new Error('no piece');
    expect(
      askedDecisions([{ ...first, condition: '' }, ...others], 'accept', NONE_FIXED),
    ).toBeUndefined();
    const unticked = { ...first, condition: '' as const, isTicked: false };
    expect(askedDecisions([unticked, ...others], 'accept', NONE_FIXED)).toHaveLength(2);
  });

  it('needs no condition where nothing comes back, and forgets the one that was chosen', () => {
    const fixed = fixedConditions([
      { code: 'RETURN_RECEIVED', fixedCondition: null },
      { code: 'SHIPMENT_LOST', fixedCondition: 'E' },
    ]);
    const [first, second, third] = decisionRows(pieces, 'accept', true);
    if (!first || !second || !third) throw new Error('no pieces');
    const rows: DecisionRow[] = [
      { ...first, reason: 'SHIPMENT_LOST' },
      { ...second, reason: 'SHIPMENT_LOST', condition: 'A' },
      { ...third, condition: 'A' },
    ];
    const asked = askedDecisions(rows, 'accept', fixed);
    expect(asked?.map(({ condition }) => condition)).toEqual(['E', 'E', 'A']);
  });

  it('is nothing while no piece is ticked', () => {
    expect(
      askedDecisions(filled(decisionRows(pieces, 'accept', false)), 'accept', NONE_FIXED),
    ).toBeUndefined();
  });

  it('has no reason of its own for a rejection: OTTO wants one said', () => {
    const rows = filled(decisionRows(pieces, 'reject', true));
    expect(askedDecisions(rows, 'reject', NONE_FIXED)).toBeUndefined();
    const said = rows.map((row) => ({ ...row, reason: 'WRONG_ITEM' as const }));
    expect(askedDecisions(said, 'reject', NONE_FIXED)).toHaveLength(3);
  });

  it('forgets the reasons, but not the conditions, when it is decided the other way', () => {
    const accepted = filled(decisionRows(pieces, 'accept', true));
    const rejected = decidedOtherwise(accepted, 'reject');
    expect(rejected.map(({ reason }) => reason)).toEqual(['', '', '']);
    expect(rejected.map(({ condition }) => condition)).toEqual(['B', 'B', 'B']);
    const back = decidedOtherwise(rejected, 'accept');
    expect(back.map(({ reason }) => reason)).toEqual(Array(3).fill('RETURN_RECEIVED'));
  });
});
