import { errorCentre } from './de/error-centre.ts';
import { fetchOrders } from './de/fetch-orders.ts';
import { jobs } from './de/jobs.ts';
import { orders } from './de/orders.ts';
import { payments } from './de/payments.ts';
import { receipts } from './de/receipts.ts';
import { reconcile } from './de/reconcile.ts';
import { reductions } from './de/reductions.ts';
import { returns } from './de/returns.ts';
import { setUp } from './de/set-up.ts';
import { settings } from './de/settings.ts';
import { shell } from './de/shell.ts';
import { ship } from './de/ship.ts';
import { skuMap } from './de/sku-map.ts';
import { stock } from './de/stock.ts';
import { today } from './de/today.ts';
import type { Words } from './words.ts';

export const de: Words = {
  shell,
  today,
  orders,
  payments,
  returns,
  reductions,
  receipts,
  stock,
  skuMap,
  fetchOrders,
  ship,
  errorCentre,
  jobs,
  reconcile,
  settings,
  setUp,
};
