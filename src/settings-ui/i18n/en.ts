import { errorCentre } from './en/error-centre.ts';
import { fetchOrders } from './en/fetch-orders.ts';
import { jobs } from './en/jobs.ts';
import { orders } from './en/orders.ts';
import { payments } from './en/payments.ts';
import { receipts } from './en/receipts.ts';
import { reconcile } from './en/reconcile.ts';
import { reductions } from './en/reductions.ts';
import { returns } from './en/returns.ts';
import { setUp } from './en/set-up.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { ship } from './en/ship.ts';
import { skuMap } from './en/sku-map.ts';
import { stock } from './en/stock.ts';
import { today } from './en/today.ts';

/** Every word of the page in English; the other languages have the same shape. */
export const en = {
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
