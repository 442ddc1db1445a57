import type { Answer } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import { BodyReader, refusable } from '../shipments/body-reader.ts';
import { readJson } from '../shipments/read-shipment-body.ts';
import type { World } from '../world.ts';
import type { Quantity } from './quantity-store.ts';

const MOST_SKUS = 200;
const LARGEST_QUANTITY = 999_999_999;

/** `POST /v1/availability/quantities`: absolute numbers; unknown SKUs among `errors` (section 5.5). */
export function pushQuantities(world: World, request: OttoRequest): Answer {
  return refusable(() => {
    const read = new BodyReader(request.path);
    const entries = read.list(readJson(read, request), '$');
    if (entries.length > MOST_SKUS) {
      throw read.refuse(413, 'PAYLOAD_TOO_LARGE', `More than ${MOST_SKUS} entries`);
    }
    const asked = entries.map((entry, index) => readQuantity(read, entry, `[${index}]`));
    const { taken } = world.availability.push(asked, world.now());
    const errors = asked
      .filter(({ sku }) => !world.availability.knows(sku))
      .map(({ sku }, index) => errorOf(world, sku, index));
    if (errors.length === 0) return { status: 200, json: { results: taken } };
    const { allSkusUnknownStatus } = world.behaviour;
    return taken.length > 0 || allSkusUnknownStatus === 207
      ? { status: 207, json: { results: taken, errors } }
      : { status: allSkusUnknownStatus, json: { errors } };
  });
}

function readQuantity(read: BodyReader, value: unknown, place: string): Quantity {
  const { sku, quantity } = read.record(value, place);
  if (quantity === undefined || quantity === null) throw read.missing(`${place}.quantity`);
  const fits =
    typeof quantity === 'number' &&
    Number.isInteger(quantity) &&
    quantity >= 0 &&
    quantity <= LARGEST_QUANTITY;
  if (!fits) {
    throw read.invalid(`${place}.quantity`, `no whole number from 0 to ${LARGEST_QUANTITY}`);
  }
  return { sku: read.text(sku, `${place}.sku`), quantity };
}

/** The errors of this interface have a detail and a logref; whether they name the SKU is unknown. */
function errorOf({ behaviour, requests }: World, sku: string, index: number) {
  const named = behaviour.unknownSkuNamedIn === 'detail' ? `: ${sku}` : '';
  return { detail: `The SKU is unknown${named}`, logref: `fake-${requests.length}-${index}` };
}
