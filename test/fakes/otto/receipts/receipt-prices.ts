import type { FakeOttoBehaviour } from '../behaviour.ts';

/** Gross cents under one VAT rate in percent. */
export type Taxed = { cents: number; vatRate: number };

/** A number as receipts carry it: `{amount, currency}` or the plain number. */
export type PresentedAmount = number | { amount: number; currency: string };

export type PresentedPrice = {
  taxType: 'VAT' | 'INSURANCE';
  /** A decimal as text, e.g. `19.0`. */
  taxRate: string;
  gross: PresentedAmount;
  net?: PresentedAmount;
  tax?: PresentedAmount;
};

/** Writes cents in the wanted form, refunds with the wanted sign. */
export class ReceiptPrices {
  readonly #behaviour: FakeOttoBehaviour;
  readonly #sign: 1 | -1;

  constructor(behaviour: FakeOttoBehaviour, isRefund: boolean) {
    this.#behaviour = behaviour;
    this.#sign = isRefund && behaviour.refundSign === 'negative' ? -1 : 1;
  }

  amount(cents: number): PresentedAmount {
    // 0 * -1 is -0, which JSON does not know.
    const amount = cents === 0 ? 0 : (this.#sign * cents) / 100;
    return this.#behaviour.receiptAmounts === 'numbers' ? amount : { amount, currency: 'EUR' };
  }

  price(taxed: Taxed, taxType: PresentedPrice['taxType'] = 'VAT'): PresentedPrice {
    return this.#behaviour.receiptTaxes === 'all'
      ? this.total(taxed, taxType)
      : { taxType, taxRate: taxed.vatRate.toFixed(1), gross: this.amount(taxed.cents) };
  }

  /** With net and tax, whatever the other prices have. */
  total({ cents, vatRate }: Taxed, taxType: PresentedPrice['taxType'] = 'VAT'): PresentedPrice {
    const net = Math.round(cents / (1 + vatRate / 100));
    return {
      taxType,
      taxRate: vatRate.toFixed(1),
      gross: this.amount(cents),
      net: this.amount(net),
      tax: this.amount(cents - net),
    };
  }
}
