/** Sum of the digits, each times its weight; the weights repeat. */
function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (const [index, digit] of [...digits].entries()) {
    sum += Number(digit) * (weights[index % weights.length] ?? 0);
  }
  return sum;
}

/** What is missing to the next full ten. */
function toFullTen(sum: number): string {
  return String((10 - (sum % 10)) % 10);
}

/**
 * Check digit of DHL's Identcode (11 digits before it): weights 4, 9 from the left, modulo 10.
 *
 * @see Algorithm::CheckDigits M10_005 "Deutsche Post Identcode"; OTTO's own sample 577546565072 fits
 */
export function identcodeCheckDigit(digits: string): string {
  return toFullTen(weightedSum(digits, [4, 9]));
}

/**
 * GS1 check digit, as of the NVE/SSCC on DHL's labels and of Hermes's 14 digits: weights 3, 1 from the
 * right, modulo 10.
 *
 * @see GS1 General Specifications, standard check digit calculation
 */
export function gs1CheckDigit(digits: string): string {
  return toFullTen(weightedSum([...digits].reverse().join(''), [3, 1]));
}

/**
 * Check digit behind GLS's 11 digits: as GS1, with a sum that starts at 1.
 *
 * @see the label software of a GLS depot partner and a tracking library, which agree
 */
export function glsCheckDigit(digits: string): string {
  return toFullTen(weightedSum([...digits].reverse().join(''), [3, 1]) + 1);
}

/**
 * Check digit of a postal item number (8 digits before it): weights 8 6 4 2 3 5 9 7, modulo 11.
 *
 * @see Universal Postal Union, standard S10
 */
export function s10CheckDigit(digits: string): string {
  const check = 11 - (weightedSum(digits, [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  if (check === 10) return '0';
  return check === 11 ? '5' : String(check);
}

/** Check digit of a DHL Express waybill: the nine digits before it, modulo 7. */
export function waybillCheckDigit(digits: string): string {
  return String(Number(digits) % 7);
}

/**
 * Check digit of a UPS number, of what stands between "1Z" and it: weights 1, 2 from the left, modulo
 * 10; letters count as digits, A as 2, B as 3 and so on, I as 0.
 */
export function upsCheckDigit(text: string): string {
  const digits = [...text].map((char) =>
    /\d/.test(char) ? char : String((char.charCodeAt(0) - 3) % 10),
  );
  return toFullTen(weightedSum(digits.join(''), [1, 2]));
}

/**
 * Check character of DPD, a digit or letter: ISO 7064 modulo 37,36.
 *
 * @see DPD Parcel Label Specification 2.4.1
 */
export function dpdCheckCharacter(text: string): string {
  let product = 36;
  for (const char of text) {
    const sum = (product + Number.parseInt(char, 36)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ((37 - product) % 36).toString(36).toUpperCase();
}
