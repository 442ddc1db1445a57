import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import {
  accountId,
  askedMoment,
  cursor,
  limit,
  moment,
  nextCursor,
  salesOrderId,
  told,
} from './parts.ts';
import {
  labelText,
  positionItemId,
  transmission,
  transmissionId,
  transmissionKind,
  transmissionState,
} from './report-parts.ts';

const incidentId = z.coerce.number().int().positive().max(2_147_483_647);
const one = z.strictObject({ transmissionId });
const carrierName = z.string().trim().min(1).max(200);

export const attempt = z.object({
  at: moment,
  endedAt: moment.nullable(),
  call: z.string(),
  callWord: z.string(),
  /** null = nobody knows yet */
  outcome: z.string().nullable(),
  outcomeWord: z.string(),
  statusCode: z.int().nullable(),
  /** OTTO's own titles */
  titles: z.array(z.string()),
  /** what OTTO's support asks for */
  logref: z.string().nullable(),
  /** of the connection, where no answer came */
  fault: z.string().nullable(),
});

export const carrierChoice = z.object({
  carrierName: z.string(),
  carrier: z.string(),
  chosenAt: moment,
});

const tried = z.object({ tried: z.int().nonnegative() });

export const transmissionOperations = {
  listTransmissions: operation({
    method: 'get',
    path: '/api/v1/transmissions',
    access: 'view',
    area: 'transmissions',
    summary: 'Reports to OTTO, newest first',
    params: nothing,
    query: z.strictObject({
      accountId: accountId.optional(),
      state: transmissionState.optional(),
      kind: transmissionKind.optional(),
      salesOrderId: salesOrderId.optional(),
      /** those that this incident is about */
      incidentId: incidentId.optional(),
      /** true: those that are not through yet */
      isOpen: z.stringbool().optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(transmission), nextCursor }),
  }),
  getTransmission: operation({
    method: 'get',
    path: '/api/v1/transmissions/:transmissionId',
    access: 'view',
    area: 'transmissions',
    summary: 'One report with every call that was made for it',
    params: one,
    query: nothing,
    body: nothing,
    status: 200,
    answer: transmission.extend({ attempts: z.array(attempt) }),
  }),
  sendTransmissionAgain: operation({
    method: 'post',
    path: '/api/v1/transmissions/:transmissionId/send-again',
    access: 'operate',
    area: 'transmissions',
    summary: 'Try a report now, whatever it waits for',
    params: one,
    query: nothing,
    body: nothing,
    status: 200,
    answer: transmission,
  }),
  takeByHand: operation({
    method: 'post',
    path: '/api/v1/transmissions/:transmissionId/by-hand',
    access: 'operate',
    area: 'transmissions',
    summary: 'Take a report out: it was done at OTTO by hand. OTTO is asked at once',
    params: one,
    query: nothing,
    body: nothing,
    status: 200,
    answer: transmission.extend({
      /** `fault`: OTTO could not be asked; it is asked again by itself */
      atOtto: z.enum(['shown', 'not-shown', 'fault']),
      fault: told.nullable(),
    }),
  }),
  withdrawTransmission: operation({
    method: 'post',
    path: '/api/v1/transmissions/:transmissionId/withdraw',
    access: 'operate',
    area: 'transmissions',
    summary: 'Take a report back that surely is not at OTTO; its pieces are free again',
    params: one,
    query: nothing,
    body: nothing,
    status: 200,
    answer: transmission,
  }),
  confirmCancellation: operation({
    method: 'post',
    path: '/api/v1/transmissions/:transmissionId/confirm',
    access: 'operate',
    area: 'transmissions',
    summary: 'Say yes to a cancellation that the shop asks for; it can’t be undone at OTTO',
    params: one,
    query: nothing,
    body: nothing,
    status: 200,
    answer: transmission,
  }),
  correctTransmission: operation({
    method: 'post',
    path: '/api/v1/transmissions/:transmissionId/correct',
    access: 'operate',
    area: 'transmissions',
    summary: 'Give a report what it lacks; what is absent stays as it was',
    params: one,
    query: nothing,
    body: z.strictObject({
      /** parcel by parcel, all of them */
      parcels: z
        .array(
          z.strictObject({
            carrier: labelText.optional(),
            trackingNumber: labelText.optional(),
            returnNumber: labelText.optional(),
            returnCarrier: labelText.optional(),
          }),
        )
        .min(1)
        .max(50)
        .optional(),
      positionItemIds: z.array(positionItemId).min(1).max(200).optional(),
      shippedAt: askedMoment.optional(),
    }),
    status: 200,
    answer: transmission,
  }),
  sendAgain: operation({
    method: 'post',
    path: '/api/v1/transmissions/send-again',
    access: 'operate',
    area: 'transmissions',
    summary: 'Try reports now: of an order, of an account, or all that are open',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      accountId: accountId.optional(),
      salesOrderId: salesOrderId.optional(),
    }),
    status: 200,
    answer: tried,
  }),
  sendIncidentAgain: operation({
    method: 'post',
    path: '/api/v1/incidents/:incidentId/send-again',
    access: 'operate',
    area: 'incidents',
    summary: 'Try every report now that an incident is about',
    params: z.strictObject({ incidentId }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: tried,
  }),
  runReports: operation({
    method: 'post',
    path: '/api/v1/reports/run',
    access: 'operate',
    area: 'transmissions',
    summary: 'Send reports now; a wish that comes while a run is in hand becomes one more after it',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 202,
    answer: z.object({
      run: z.enum(['begun', 'follows']),
      /** when reports leave next by themselves; null = not by themselves */
      nextRunAt: moment.nullable(),
    }),
  }),
  listCarrierChoices: operation({
    method: 'get',
    path: '/api/v1/carrier-choices',
    access: 'view',
    area: 'settings',
    summary: 'Which of OTTO’s carriers a name means, as the owner said',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(carrierChoice), carriers: z.array(z.string()) }),
  }),
  chooseCarrier: operation({
    method: 'put',
    path: '/api/v1/carrier-choices',
    access: 'operate',
    area: 'settings',
    summary: 'Say which of OTTO’s carriers a name means; what waits for it goes on',
    params: nothing,
    query: nothing,
    body: z.strictObject({ carrierName, carrier: labelText }),
    status: 200,
    answer: carrierChoice,
  }),
};
