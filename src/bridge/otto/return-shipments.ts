import { z } from 'zod';
import { optionalUtcDate } from '../../mapping/otto/utc-date.ts';
import { idText, optionalText } from '../../mapping/otto/wire-parts.ts';
import { listPages } from './list-pages.ts';
import { readAnswer } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';
import { pathPart } from './path-part.ts';
import { readPart } from './read-part.ts';
import type { TrackingKey } from './shipments.ts';

const PATH = '/v1/return-shipments';
/** OTTO's default; no maximum is documented. */
const LIMIT = 25;

/** A parcel on its way back. Moments are UTC ISO. */
export type OttoReturnShipment = {
  returnShipmentId: string;
  createdAt: string | undefined;
  carrier: string | undefined;
  trackingNumber: string | undefined;
  pieces: { salesOrderId: string; positionItemId: string }[];
  /** as OTTO lists them; ANNOUNCED, ON_THE_WAY, DELIVERED, or OTTO's own word in upper case */
  states: { state: string; occurredAt: string | undefined }[];
};

/** `unreadable`: how many entries of the page could not be read */
export type ReturnShipmentPage = { shipments: OttoReturnShipment[]; unreadable: number };

const piece = z
  .object({ salesOrderId: idText, salesOrderPositionItemId: idText })
  .transform(({ salesOrderId, salesOrderPositionItemId }) => ({
    salesOrderId,
    positionItemId: salesOrderPositionItemId,
  }));

const state = z
  .object({ state: idText, occurredOn: optionalUtcDate })
  .transform(({ state, occurredOn }) => ({ state: state.toUpperCase(), occurredAt: occurredOn }));

/** Reads a list entry by entry: what cannot be read costs nothing else. */
const readable = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform((entries) =>
      (entries ?? []).flatMap((entry) => {
        const { data, success } = schema.safeParse(entry);
        return success ? [data] : [];
      }),
    );

const returnShipment = z
  .object({
    returnShipmentId: idText,
    createdAt: optionalUtcDate,
    trackingKey: z
      .object({ carrier: optionalText, trackingNumber: optionalText })
      .nullish()
      .catch(undefined),
    returnPositionItems: readable(piece),
    states: readable(state),
  })
  .transform(
    ({ trackingKey, returnPositionItems, ...rest }): OttoReturnShipment => ({
      ...rest,
      carrier: trackingKey?.carrier,
      trackingNumber: trackingKey?.trackingNumber,
      pieces: returnPositionItems,
    }),
  );

/**
 * Lists the parcels that were announced since a moment, or changed since.
 *
 * @param query `createdSince` is UTC ISO
 * @see https://api.otto.market/docs/functional-interfaces/return-shipments
 */
export async function* listReturnShipments(
  query: { createdSince: string },
  parts: { call: OttoCaller; signal?: AbortSignal | undefined },
): AsyncGenerator<ReturnShipmentPage, void, undefined> {
  const pages = listPages(
    {
      path: PATH,
      scope: 'shipments',
      query: [['datefrom', new Date(query.createdSince).toISOString().slice(0, 10)]],
      entriesAt: ['resources'],
      pagedBy: ['next', 'cursor', 'page'],
      limit: LIMIT,
    },
    parts,
  );
  for await (const entries of pages) {
    const read = entries.map((raw) => returnShipment.safeParse(raw));
    yield {
      shipments: read.flatMap(({ data }) => (data ? [data] : [])),
      unreadable: read.filter(({ success }) => !success).length,
    };
  }
}

/** The parcel under a tracking key, of recent ones only; undefined when OTTO has none. */
export function readReturnShipment(
  call: OttoCaller,
  key: TrackingKey,
  signal?: AbortSignal,
): Promise<OttoReturnShipment | undefined> {
  const carrier = pathPart('carrier', key.carrier);
  const trackingNumber = pathPart('trackingNumber', key.trackingNumber);
  return call<OttoReturnShipment | undefined>(
    {
      method: 'GET',
      route: `${PATH}/carriers/{carrier}/trackingnumbers/{trackingNumber}`,
      path: `${PATH}/carriers/${carrier}/trackingnumbers/${trackingNumber}`,
      scope: 'shipments',
      repeatable: true,
      read: ({ requestLine, text }) =>
        readPart(requestLine, readAnswer(requestLine, text, z.looseObject({})), returnShipment),
      readNotFound: () => undefined,
    },
    signal,
  );
}
