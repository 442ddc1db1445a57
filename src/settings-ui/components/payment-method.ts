import type { Words } from '../i18n/words.ts';

type Methods = Words['payments']['methods'];

/** How the buyer pays OTTO, in words; OTTO's list is open, so that what is new is shown as OTTO spells it. */
export function paymentMethodWord(code: string | null, { payments }: Words): string {
  const { methods, unknown } = payments;
  if (code === null) return unknown;
  return isKnown(code, methods) ? methods[code] : code;
}

function isKnown(code: string, methods: Methods): code is keyof Methods & string {
  return code in methods;
}
