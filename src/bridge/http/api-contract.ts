import type { z } from 'zod';
import { accessOperations } from './contract/access.ts';
import { accountOperations } from './contract/accounts.ts';
import { carrierCsvOperations } from './contract/carrier-csv.ts';
import { checkOperations } from './contract/checks.ts';
import { eventOperations } from './contract/events.ts';
import { importRunOperations } from './contract/import-runs.ts';
import { jobOperations } from './contract/jobs.ts';
import { mailProofOperations } from './contract/mail-proofs.ts';
import { openApiOperations } from './contract/openapi.ts';
import { operationsOperations } from './contract/operations.ts';
import { orderOperations } from './contract/orders.ts';
import { ownerListOperations } from './contract/owner-lists.ts';
import { paymentOperations } from './contract/payments.ts';
import { rawAnswerOperations } from './contract/raw-answers.ts';
import { receiptOperations } from './contract/receipts.ts';
import { reconcileOperations } from './contract/reconcile.ts';
import { returnDecisionOperations } from './contract/return-decisions.ts';
import { returnOperations } from './contract/returns.ts';
import { savedViewOperations } from './contract/saved-views.ts';
import { setUpOperations } from './contract/set-up.ts';
import { settingsOperations } from './contract/settings.ts';
import { shipmentOperations } from './contract/shipments.ts';
import { shopOperations } from './contract/shop.ts';
import { shopWatchOperations } from './contract/shop-watch.ts';
import { skuMapOperations } from './contract/sku-map.ts';
import { stateOperations } from './contract/state.ts';
import { stockOperations } from './contract/stock.ts';
import { todayOperations } from './contract/today.ts';
import { transferOperations } from './contract/transfer.ts';
import { transmissionOperations } from './contract/transmissions.ts';

export { apiToken, auditEntry, session, user } from './contract/access.ts';
export { foreignOrder, fullAccount as account, secondImporter } from './contract/accounts.ts';
export { CHECKS, finding } from './contract/checks.ts';
export { changedEvent, importRunEvent, TOPICS, type Topic } from './contract/events.ts';
export { importRun, importRunLine } from './contract/import-runs.ts';
export { job, jobRun } from './contract/jobs.ts';
export { mailProof } from './contract/mail-proofs.ts';
export type { Operation } from './contract/operation.ts';
export {
  orderAddress,
  orderEvent,
  orderIncident,
  orderOffer,
  positionItem,
  salesOrder,
  tab,
} from './contract/orders.ts';
export { productChoice, returnPool, unknownSku } from './contract/owner-lists.ts';
export { payment } from './contract/payments.ts';
export { type ProblemDetails, problemDetails } from './contract/problem.ts';
export { receipt, receiptCheck, receiptCheckItem } from './contract/receipts.ts';
export { reconcileDifference, reconcileRun } from './contract/reconcile.ts';
export { parcel, transmission, wishAnswer, wishReport } from './contract/report-parts.ts';
export { decidedReturn, pieceReductions } from './contract/return-decisions.ts';
export { returnItem } from './contract/returns.ts';
export { savedView, VIEWED_LISTS } from './contract/saved-views.ts';
export { DECIDED_STEPS, rehearsal, SET_UP_STEPS, setUp } from './contract/set-up.ts';
export { secretState } from './contract/settings.ts';
export { shipListItem } from './contract/shipments.ts';
export { consent, shop, shopProduct, shopStatus } from './contract/shop.ts';
export { productSet, skuItem, skuPart } from './contract/sku-map.ts';
export { incident } from './contract/state.ts';
export { stockLevel } from './contract/stock.ts';
export { statisticsDay } from './contract/today.ts';
export { attempt, carrierChoice } from './contract/transmissions.ts';

/**
 * Every operation of the web service: the schemas that parse its requests and describe its answers.
 * The page knows the bridge by this file alone, and the OpenAPI document is made from it.
 */
export const API_OPERATIONS = {
  ...accountOperations,
  ...checkOperations,
  ...ownerListOperations,
  ...settingsOperations,
  ...setUpOperations,
  ...shopOperations,
  ...transferOperations,
  ...accessOperations,
  ...carrierCsvOperations,
  ...eventOperations,
  ...importRunOperations,
  ...jobOperations,
  ...mailProofOperations,
  ...openApiOperations,
  ...operationsOperations,
  ...orderOperations,
  ...paymentOperations,
  ...rawAnswerOperations,
  ...receiptOperations,
  ...shopWatchOperations,
  ...reconcileOperations,
  ...returnDecisionOperations,
  ...returnOperations,
  ...shipmentOperations,
  ...savedViewOperations,
  ...skuMapOperations,
  ...stateOperations,
  ...stockOperations,
  ...todayOperations,
  ...transmissionOperations,
} as const;

export type OperationName = keyof typeof API_OPERATIONS;
export type AnswerOf<Name extends OperationName> = z.output<
  (typeof API_OPERATIONS)[Name]['answer']
>;
export type BodyOf<Name extends OperationName> = z.output<(typeof API_OPERATIONS)[Name]['body']>;
export type QueryOf<Name extends OperationName> = z.output<(typeof API_OPERATIONS)[Name]['query']>;
