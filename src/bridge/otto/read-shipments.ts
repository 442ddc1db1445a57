import { z } from 'zod';
import { optionalUtcDate } from '../../mapping/otto/utc-date.ts';
import { PayloadError } from '../errors.ts';
import { readAnswer, shipmentPageAnswer } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';
import { addressOf, SHIPMENTS_PATH, type ShipmentName } from './shipments.ts';

/** OTTO's own maximum. @see https://api.otto.market/docs/functional-interfaces/shipments */
const LARGEST_LIMIT = 100;

/** A shipment as OTTO holds it. Moments are UTC ISO 8601. */
export type OttoShipment = {
  shipmentId: string;
  /** both parts are there unless OTTO left them out; forwarders may have no number */
  trackingKey: { carrier?: string | undefined; trackingNumber?: string | undefined };
  shipDate?: string | undefined;
  positionItemIds: string[];
};

/** A shipment in a list, which tells no pieces. */
export type OttoShipmentEntry = Pick<OttoShipment, 'shipmentId' | 'trackingKey'> & {
  createdAt?: string | undefined;
};

const text = z.string().optional().catch(undefined);
const id = z.union([z.string().min(1), z.number().transform(String)]);
const trackingKey = z.object({ carrier: text, trackingNumber: text }).catch({});

/** Its pieces must be readable: taken for a shipment without them, they would be reported again. */
const shipment = z
  .object({
    shipmentId: id,
    trackingKey,
    shipDate: optionalUtcDate,
    positionItems: z.array(z.object({ positionItemId: id })),
  })
  .transform(
    ({ positionItems, ...rest }): OttoShipment => ({
      ...rest,
      positionItemIds: positionItems.map(({ positionItemId }) => positionItemId),
    }),
  );

const entry = z
  .object({ shipmentId: id, trackingKey, creationDate: optionalUtcDate })
  .transform(
    ({ creationDate, ...rest }): OttoShipmentEntry => ({ ...rest, createdAt: creationDate }),
  );

/** One shipment, undefined when OTTO has none of that name. */
export async function readShipment(
  call: OttoCaller,
  name: ShipmentName,
  signal?: AbortSignal,
): Promise<OttoShipment | undefined> {
  return call<OttoShipment | undefined>(
    {
      method: 'GET',
      ...addressOf(name),
      scope: 'shipments',
      repeatable: true,
      read: ({ requestLine, text: body }) =>
        readPart(requestLine, readAnswer(requestLine, body, z.looseObject({})), shipment),
      readNotFound: () => undefined,
    },
    signal,
  );
}

/**
 * Lists page after page to the end. A list that cannot be read whole throws: what is missing in half
 * a list would count as never reported.
 *
 * The iteration throws what the caller throws, and a PayloadError when OTTO's cursor goes in a circle.
 *
 * @param query `createdSince` is UTC ISO 8601; whether OTTO includes that very moment is unknown
 */
export async function* listShipments(
  query: { createdSince: string },
  parts: { call: OttoCaller; signal?: AbortSignal | undefined },
): AsyncGenerator<OttoShipmentEntry[], void, undefined> {
  const params = {
    datefrom: new Date(query.createdSince).toISOString(),
    limit: `${LARGEST_LIMIT}`,
  };
  const seenCursors = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await fetchPage(parts, {
      ...params,
      ...(cursor !== undefined && { next: cursor }),
    });
    yield page.entries;
    cursor = page.nextCursor;
    if (cursor !== undefined && seenCursors.has(cursor)) {
      const problem = `the cursor repeats itself after ${seenCursors.size + 1} pages`;
      throw new PayloadError(`GET ${SHIPMENTS_PATH}`, [problem], { retryable: true });
    }
    if (cursor !== undefined) seenCursors.add(cursor);
  } while (cursor !== undefined);
}

function fetchPage(
  { call, signal }: { call: OttoCaller; signal?: AbortSignal | undefined },
  params: Record<string, string>,
): Promise<{ entries: OttoShipmentEntry[]; nextCursor: string | undefined }> {
  return call(
    {
      method: 'GET',
      route: SHIPMENTS_PATH,
      path: SHIPMENTS_PATH,
      query: new URLSearchParams(params),
      scope: 'shipments',
      repeatable: true,
      read: ({ requestLine, text: body }) => {
        const { resources, nextCursor } = readAnswer(requestLine, body, shipmentPageAnswer);
        return { entries: readPart(requestLine, resources, z.array(entry)), nextCursor };
      },
    },
    signal,
  );
}

/** @throws PayloadError, not retryable: what is well-formed and yet not readable stays so */
function readPart<Schema extends z.ZodType>(
  source: string,
  value: unknown,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`,
  );
  throw new PayloadError(source, problems);
}
