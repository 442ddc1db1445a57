import express, { type Express } from 'express';
import { checkAccess } from './access/check-access.ts';
import { issueToken } from './access/issue-token.ts';
import { refusal } from './answer.ts';
import { pushQuantities } from './availability/push-quantities.ts';
import { getQuantity, listQuantities } from './availability/read-quantities.ts';
import { cancelChosenItems, cancelWholeOrder } from './orders/cancel-orders.ts';
import { getOrder } from './orders/get-order.ts';
import { listOrders } from './orders/list-orders.ts';
import { listReductions } from './price-reductions/list-reductions.ts';
import { reducePrice } from './price-reductions/reduce-price.ts';
import { getReceipt } from './receipts/get-receipt.ts';
import { listReceipts } from './receipts/list-receipts.ts';
import {
  getReturnShipment,
  listReturnShipments,
} from './return-shipments/read-return-shipments.ts';
import { acceptReturns, rejectReturns } from './returns/decide-returns.ts';
import { listReturns } from './returns/list-returns.ts';
import { generateTestOrders } from './scenarios/generate-test-orders.ts';
import { answerFailure, type Effect, serve } from './serve.ts';
import { createMultiParcelShipment } from './shipments/create-multi-parcel-shipment.ts';
import { addToShipment, createShipment } from './shipments/create-shipment.ts';
import { getShipment, listShipments } from './shipments/read-shipments.ts';
import type { World } from './world.ts';

/** The whole interface as an Express app. */
export function buildRoutes(world: World): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.text({ type: () => true, limit: '10mb' }));

  const behind = (scope: string | undefined, effect: Effect) =>
    serve(world, (_world, request) => checkAccess(world, request, scope) ?? effect(world, request));

  app.post(['/v1/token', '/oauth2/token'], serve(world, issueToken));

  app.post('/v4/orders/testorders', behind('orders', generateTestOrders));
  app.post('/v4/orders/testorders/:scenario', behind('orders', generateTestOrders));
  app.get('/v4/orders', behind('orders', listOrders));
  app.get('/v4/orders/:idOrNumber', behind('orders', getOrder));
  app.post('/v4/orders/:salesOrderId/cancellation', behind('orders', cancelWholeOrder));
  app.post(
    '/v4/orders/:salesOrderId/positionItems/:positionItemIds/cancellation',
    behind('orders', cancelChosenItems),
  );

  const byKey = '/v1/shipments/carriers/:carrier/trackingnumbers/:trackingNumber';
  app.post('/v1/shipments', behind('shipments', createShipment));
  app.post('/v1/multiparcel-shipments', behind('shipments', createMultiParcelShipment));
  app.get('/v1/shipments', behind('shipments', listShipments));
  app.get('/v1/shipments/:shipmentId', behind('shipments', getShipment));
  app.get(byKey, behind('shipments', getShipment));
  app.post('/v1/shipments/:shipmentId/positionitems', behind('shipments', addToShipment));
  app.post(`${byKey}/positionitems`, behind('shipments', addToShipment));

  app.get('/v3/returns', behind('returns', listReturns));
  app.post('/v3/returns/acceptance', behind('returns', acceptReturns));
  app.post('/v3/returns/rejection', behind('returns', rejectReturns));

  const wayBack = '/v1/return-shipments';
  app.get(wayBack, behind('shipments', listReturnShipments));
  app.get(`${wayBack}/:returnShipmentId`, behind('shipments', getReturnShipment));
  app.get(
    `${wayBack}/carriers/:carrier/trackingnumbers/:trackingNumber`,
    behind('shipments', getReturnShipment),
  );

  app.get('/v3/receipts', behind('receipts', listReceipts));
  app.get('/v3/receipts/:receiptNumber', behind('receipts', getReceipt));

  app.post('/v1/price-reductions', behind('price-reduction', reducePrice));
  app.get('/v1/price-reductions', behind('price-reduction', listReductions));

  const quantities = '/v1/availability/quantities';
  app.post(quantities, behind('availability', pushQuantities));
  app.get(quantities, behind('availability', listQuantities));
  app.get(`${quantities}/:sku`, behind('availability', getQuantity));

  app.use(
    behind(undefined, (_world, request) =>
      refusal(404, request.path, { title: 'RESOURCE_NOT_FOUND', detail: 'No such interface' }),
    ),
  );
  app.use(answerFailure);
  return app;
}
