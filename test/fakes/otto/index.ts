export { type Credentials, sellerScopes, usualCredentials } from './access/token-desk.ts';
export type { AfterSale } from './after-sale.ts';
export type { Quantity, QuantityPush } from './availability/quantity-store.ts';
export type { FakeOttoBehaviour } from './behaviour.ts';
export type { Fault, FaultOptions, FaultTarget, FaultTicket } from './faults/fault.ts';
export type { OttoRequest } from './otto-request.ts';
export type { Reduction, ReductionStatus } from './price-reductions/reduction-store.ts';
export {
  grossCentsOf,
  type RawReceipt,
  type Receipt,
  type ReceiptType,
} from './receipts/receipt-store.ts';
export type {
  ReturnShipment,
  ReturnShipmentState,
} from './return-shipments/return-shipment-store.ts';
export type { ReturnEntry, ReturnStatus, TakenDecision } from './returns/return-store.ts';
export { type ScenarioNumber, scenarioNumbers } from './scenarios/scenario-orders.ts';
export {
  carriers,
  forwarderCarriers,
  parcelCarriers,
  returnCarriers,
} from './shipments/carriers.ts';
export type { Shipment, ShipmentReport, TrackingKey } from './shipments/shipment-store.ts';
export {
  type FakeOtto,
  type FakeOttoOptions,
  type FakeOttoState,
  startFakeOtto,
} from './start-fake-otto.ts';
export type { FakeOttoHooks } from './world.ts';
