/**
 * A sum as somebody types it: "12,50", "12.5", "1.250,00 €". Three digits after a single dot or comma
 * may be meant either way, so that nothing is made of them.
 *
 * @returns cents; undefined = no sum
 */
export function centsIn(text: string): number | undefined {
  const typed = text.replace(/[\s\u00a0\u202f]|€|EUR/gi, '');
  const grouped = typed.replace(/^(\d{1,3}(?:\.\d{3})+)(?=,\d{1,2}$)/, (euros) =>
    euros.replaceAll('.', ''),
  );
  const parts = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(grouped);
  if (!parts) return undefined;
  const [, euros, cents = ''] = parts;
  return Number(euros) * 100 + Number(cents.padEnd(2, '0'));
}
