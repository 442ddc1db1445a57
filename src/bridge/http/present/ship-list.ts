import {
  ON_TIME_TARGET_PERCENT,
  type OnTimeForecast,
} from '../../../mapping/reporting/promise-clock.ts';
import type { ShipListItem } from '../../report-desk/ship-list.ts';
import type { AnswerOf } from '../api-contract.ts';

type ShipList = AnswerOf<'listShipList'>;

export function presentShipListItem(item: ShipListItem): ShipList['items'][number] {
  return {
    accountId: item.accountId,
    salesOrderId: item.salesOrderId,
    orderNumber: item.orderNumber,
    wooOrderId: item.wooOrderId ?? null,
    deliverBy: item.deliverBy ?? null,
    shipBy: item.shipBy ?? null,
    isOverdue: item.isOverdue,
    pieces: item.pieces.map(({ positionItemId, sku, expectedDeliveryAt }) => ({
      positionItemId,
      sku,
      expectedDeliveryAt: expectedDeliveryAt ?? null,
    })),
  };
}

export function presentForecast(forecast: OnTimeForecast): ShipList['forecast'] {
  return {
    ratePercentNow: forecast.ratePercentNow ?? null,
    rateIfTodaysShip: forecast.rateIfTodaysShip ?? null,
    rateIfNot: forecast.rateIfNot ?? null,
    targetPercent: ON_TIME_TARGET_PERCENT,
    dueToday: forecast.dueToday,
    late: forecast.late,
  };
}
