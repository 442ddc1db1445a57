/** The parts of the settings, in the groups in which they are offered. */
export const SECTION_GROUPS = [
  { group: 'connections', sections: ['accounts', 'shop'] },
  { group: 'orders', sections: ['status-mapping', 'announced', 'products', 'stock'] },
  { group: 'shipping', sections: ['shipping', 'return-numbers'] },
  {
    group: 'bridge',
    sections: ['general', 'schedules', 'notifications', 'users', 'data-life', 'transfer'],
  },
] as const;

export type SectionGroup = (typeof SECTION_GROUPS)[number]['group'];
export type Section = (typeof SECTION_GROUPS)[number]['sections'][number];
