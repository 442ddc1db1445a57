import type { FeatureScope } from '../otto/check-rights.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The rights that the app at OTTO needs beyond orders for what is switched on. */
export function neededRights({ stock }: Pick<Settings, 'stock'>): FeatureScope[] {
  const always = ['shipments', 'returns', 'receipts', 'price-reduction'] as const;
  return stock.isOn ? [...always, 'availability'] : [...always];
}
