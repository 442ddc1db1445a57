import type { z } from 'zod';
import { carrierCsvOperations } from './contract/carrier-csv.ts';
import { importRunOperations } from './contract/import-runs.ts';
import { mailProofOperations } from './contract/mail-proofs.ts';
import { orderOperations } from './contract/orders.ts';
import { paymentOperations } from './contract/payments.ts';
import { rawAnswerOperations } from './contract/raw-answers.ts';
import { reconcileOperations } from './contract/reconcile.ts';
import { shipmentOperations } from './contract/shipments.ts';
import { shopWatchOperations } from './contract/shop-watch.ts';
import { stateOperations } from './contract/state.ts';
import { transmissionOperations } from './contract/transmissions.ts';

export { importRun, importRunLine } from './contract/import-runs.ts';
export { mailProof } from './contract/mail-proofs.ts';
export type { Operation } from './contract/operation.ts';
export {
  orderEvent,
  orderIncident,
  orderOffer,
  positionItem,
  salesOrder,
} from './contract/orders.ts';
export { payment } from './contract/payments.ts';
export { type ProblemDetails, problemDetails } from './contract/problem.ts';
export { reconcileDifference, reconcileRun } from './contract/reconcile.ts';
export { parcel, transmission, wishAnswer, wishReport } from './contract/report-parts.ts';
export { shipListItem } from './contract/shipments.ts';
export { account, incident } from './contract/state.ts';
export { attempt, carrierChoice } from './contract/transmissions.ts';

/**
 * Every operation of the web service: the schemas that parse its requests and describe its answers.
 * The page knows the bridge by this file alone, and the OpenAPI document is made from it.
 */
export const API_OPERATIONS = {
  ...carrierCsvOperations,
  ...importRunOperations,
  ...mailProofOperations,
  ...orderOperations,
  ...paymentOperations,
  ...rawAnswerOperations,
  ...shopWatchOperations,
  ...reconcileOperations,
  ...shipmentOperations,
  ...stateOperations,
  ...transmissionOperations,
} as const;

export type OperationName = keyof typeof API_OPERATIONS;
export type AnswerOf<Name extends OperationName> = z.output<
  (typeof API_OPERATIONS)[Name]['answer']
>;
export type BodyOf<Name extends OperationName> = z.output<(typeof API_OPERATIONS)[Name]['body']>;
export type QueryOf<Name extends OperationName> = z.output<(typeof API_OPERATIONS)[Name]['query']>;
