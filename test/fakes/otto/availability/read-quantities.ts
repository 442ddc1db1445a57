import { type Answer, refusal } from '../answer.ts';
import { withDatesAs } from '../date-text.ts';
import { ParameterRefusal, readLimit, readPage } from '../orders/list-query.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';

const LIMIT = 200;

/**
 * `GET /v1/availability/quantities`: by SKU, either from `cursor` (the last SKU seen) on, or by `page`
 * from 0 (section 5.5 of the reference).
 */
export function listQuantities(world: World, request: OttoRequest): Answer {
  try {
    const limit = readLimit(request.query, LIMIT, LIMIT);
    const page = readPage(request.query, 0);
    const cursor = readCursor(world, request.query.get('cursor'));
    if (cursor !== null && page > 0) throw new ParameterRefusal('cursor or page, not both');
    const rest = seen(world).filter(({ sku }) => cursor === null || sku > cursor);
    const shown = rest.slice(page * limit, (page + 1) * limit);
    const last = shown.at(-1);
    const links =
      last === undefined || rest.length <= (page + 1) * limit
        ? []
        : [{ href: nextHref(world, last.sku, limit), rel: 'next' }];
    const entries = shown.map((entry) => withDatesAs(world.behaviour, entry));
    return { status: 200, json: inForm(world, entries, links) };
  } catch (error) {
    if (!(error instanceof ParameterRefusal)) throw error;
    return refusal(400, request.path, { title: 'Invalid Attribute', detail: error.message });
  }
}

/** `GET /v1/availability/quantities/{sku}`. */
export function getQuantity(world: World, request: OttoRequest): Answer {
  const asked = request.params.sku ?? '';
  const entry = seen(world).find(({ sku }) => sku === asked);
  return entry === undefined
    ? refusal(404, request.path, { title: 'RESOURCE_NOT_FOUND', detail: `No quantity of ${asked}` })
    : { status: 200, json: withDatesAs(world.behaviour, entry) };
}

function seen(world: World) {
  return world.availability.seenAt(world.now().getTime() - world.behaviour.quantityReadLagMs);
}

function nextHref({ behaviour }: World, lastSku: string, limit: number): string {
  const isOpaque = behaviour.quantityCursor === 'opaque';
  const cursor = isOpaque ? Buffer.from(lastSku).toString('base64') : lastSku;
  return `/v1/availability/quantities?cursor=${encodeURIComponent(cursor)}&limit=${limit}`;
}

/** The last SKU seen. @throws ParameterRefusal for none of ours */
function readCursor({ behaviour }: World, text: string | null): string | null {
  if (text === null || behaviour.quantityCursor === 'sku') return text;
  const sku = Buffer.from(text, 'base64');
  if (sku.toString('base64') !== text) throw new ParameterRefusal('cursor cannot be read');
  return sku.toString('utf8');
}

function inForm({ behaviour }: World, entries: unknown[], links: object[]): unknown {
  switch (behaviour.quantityListForm) {
    case 'bare':
      return entries;
    case 'results':
      return { results: entries, links };
    case 'resources.variations':
      return { resources: { variations: entries }, links };
    case 'resources':
      return { resources: entries, links };
  }
}
