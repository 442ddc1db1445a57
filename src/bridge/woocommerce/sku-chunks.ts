/** One call asks for so many SKUs, and for so much of an address line. */
const CHUNK = 40;
const CHUNK_LENGTH = 1_500;

/**
 * SKUs in lists of which each fits into one call. The shop splits at commas, and looks for the whole
 * text too; so a SKU with a comma in it is asked for alone.
 */
export function skuChunks(skus: readonly string[]): string[][] {
  const chunks: string[][] = skus.filter((sku) => sku.includes(',')).map((sku) => [sku]);
  let chunk: string[] = [];
  let length = 0;
  for (const sku of skus.filter((candidate) => !candidate.includes(','))) {
    const skuLength = encodeURIComponent(sku).length + 3;
    if (chunk.length > 0 && (chunk.length >= CHUNK || length + skuLength > CHUNK_LENGTH)) {
      chunks.push(chunk);
      chunk = [];
      length = 0;
    }
    chunk.push(sku);
    length += skuLength;
  }
  return chunk.length > 0 ? [...chunks, chunk] : chunks;
}
