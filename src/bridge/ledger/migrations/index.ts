import type { Migration } from 'kysely/migration';
import { firstTables } from './0001-first-tables.ts';
import { wholeLife } from './0002-whole-life.ts';
import { reports } from './0003-reports.ts';
import { page } from './0004-page.ts';
import { afterSale } from './0005-after-sale.ts';
import { replicas } from './0006-replicas.ts';

/** Every step ever released, by name, in order. A released step is never changed again. */
export function migrations(kind: 'sqlite' | 'postgres'): Record<string, Migration> {
  return {
    '0001-first-tables': firstTables(kind),
    '0002-whole-life': wholeLife(kind),
    '0003-reports': reports(kind),
    '0004-page': page(kind),
    '0005-after-sale': afterSale(kind),
    '0006-replicas': replicas(),
  };
}
