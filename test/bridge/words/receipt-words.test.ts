import { describe, expect, it } from 'vitest';
import { sayingOf } from '../../../src/bridge/words/owner-words.ts';
import {
  checkStateWord,
  codeOfCheck,
  receiptTypeWord,
  refundKindWord,
} from '../../../src/bridge/words/receipt-words.ts';
import type { Language } from '../../../src/bridge/words/saying.ts';
import {
  RECEIPT_CHECK_STATES,
  RECEIPT_TYPES,
  REFUND_KINDS,
} from '../../../src/mapping/receipts/receipt-words.ts';
import { RECEIPTS } from './handed-over-receipts.ts';

const LANGUAGES = ['de', 'en'] as const satisfies readonly Language[];

describe.each(LANGUAGES)('in %s', (language) => {
  it('has a word for every type, kind of refund and state, each its own', () => {
    const words = [
      ...RECEIPT_TYPES.map((type) => receiptTypeWord(language, type)),
      ...REFUND_KINDS.map((kind) => refundKindWord(language, kind)),
      ...RECEIPT_CHECK_STATES.map((state) => checkStateWord(language, state)),
    ];
    expect(words.every((word) => word.length > 3 && !/[A-Z]{4}/.test(word))).toBe(true);
    expect(new Set(words).size).toBe(words.length);
  });

  it('shows a kind of refund that is not known as OTTO spells it', () => {
    expect(refundKindWord(language, 'REFUND_OF_THE_DAY')).toBe('REFUND_OF_THE_DAY');
  });

  it('has a sentence for every state of a comparison', () => {
    for (const state of RECEIPT_CHECK_STATES) {
      expect(Object.keys(RECEIPTS)).toContain(codeOfCheck(state));
    }
  });
});

describe('the incident of an order whose receipts differ', () => {
  const what = (params: Record<string, string | number>) =>
    sayingOf('de', 'receipts-differ', params).what.replaceAll('\u00a0', ' ');

  it('names the sums of all sides and what differs first', () => {
    expect(what(RECEIPTS['receipts-differ'])).toBe(
      'Bestellung bu5h6x7z2k: Die Belege von OTTO ergeben 55,94 €, die Bestellung bei OTTO 55,94 €, die Shop-Bestellung 1234 49,99 €. Nach den Belegen bleiben 55,94 €, in der Shop-Bestellung 49,99 €.',
    );
  });

  it('says what to do where a delivery fee was never billed', () => {
    const params = {
      ...RECEIPTS['receipts-differ'],
      finding: 'fee-not-billed',
      expectedCents: 595,
      actualCents: 0,
    };
    expect(what(params)).toContain('Von den Versandkosten der Bestellung (5,95 €)');
    expect(sayingOf('de', 'receipts-differ', params).todo).toContain('Erstattung ohne Zahlung');
  });

  it('leaves out what is not known', () => {
    expect(what({ orderNumber: 'bu5h6x7z2k', receiptsCents: 5594 })).toBe(
      'Bestellung bu5h6x7z2k: Die Belege von OTTO ergeben 55,94 €.',
    );
  });
});
