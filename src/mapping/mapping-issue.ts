/**
 * Something the owner should know about one order that did not stop it from being mapped.
 * Issues travel beside a result, never as a log line inside a pure function.
 *
 * `code` is stable and names the sentence in the word lists; `params` fill its gaps and hold ids,
 * codes and sums only: never a name, an address, a phone number or an e-mail.
 */
export type MappingIssue = {
  code: MappingIssueCode;
  params: Record<string, string | number>;
};

export type MappingIssueCode =
  | 'sku-not-in-shop'
  | 'vat-rate-not-in-shop'
  | 'country-code-unknown'
  | 'address-incomplete'
  | 'price-parts-disagree'
  | 'position-item-listed-twice'
  | 'phone-number-cut'
  | 'fraud-suspected';
