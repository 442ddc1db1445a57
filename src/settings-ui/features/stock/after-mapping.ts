/** Answers that are different after it was said, or found, what a SKU is in the shop. */
export const AFTER_MAPPING = [
  'listSkus',
  'getSku',
  'listProductSets',
  'listProductChoices',
  'listUnknownSkus',
  'listStock',
  'listIncidents',
] as const;
