import { expect, test } from 'vitest';
import { paymentMethodWord } from '../../src/settings-ui/components/payment-method.ts';
import { de } from '../../src/settings-ui/i18n/de.ts';
import { en } from '../../src/settings-ui/i18n/en.ts';

test('how the buyer pays OTTO is said in words where OTTO’s code is known, else as OTTO spells it', () => {
  expect(paymentMethodWord('PREPAYMENT', de)).toBe('Vorkasse');
  expect(paymentMethodWord('PREPAYMENT', en)).toBe('Prepayment');
  expect(paymentMethodWord('SOMETHING_NEW', de)).toBe('SOMETHING_NEW');
  expect(paymentMethodWord(null, de)).toBe('Nicht bekannt');
});
