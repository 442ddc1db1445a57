import { type Answer, isRecord, parseJson, refusal } from '../answer.ts';
import { ParameterRefusal, readLimit } from '../orders/list-query.ts';
import type { OttoRequest } from '../otto-request.ts';
import { settleReductions } from '../price-reductions/settle-reductions.ts';
import type { World } from '../world.ts';
import { presentReceipt } from './present-receipt.ts';
import { receiptTypes } from './receipt-store.ts';

const LIMIT = 128;

type Filter = { types: string[]; from: string; to: string; salesOrderId: string | undefined };

/** A receipt as the list needs it, whether true or given raw. */
type Shown = {
  receiptNumber: string;
  receiptType: string;
  salesOrderId: string;
  creationDate: string;
  content: unknown;
};

/** `GET /v3/receipts` (section 5.3 of the reference): newest first, by creation day. */
export function listReceipts(world: World, request: OttoRequest): Answer {
  try {
    settleReductions(world);
    const limit = readLimit(request.query, LIMIT, LIMIT);
    const next = request.query.get('next');
    const cursor = next === null ? undefined : readCursor(next);
    const filter = cursor?.filter ?? readFilter(world, request.query);
    const rest = allShown(world)
      .filter((receipt) => isAskedFor(receipt, filter))
      .filter((receipt) => cursor === undefined || compare(cursor.last, receipt) < 0);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const links =
      last === undefined || page.length === rest.length
        ? []
        : [{ href: `/v3/receipts?next=${writeCursor(filter, last)}&limit=${limit}`, rel: 'next' }];
    return { status: 200, json: { resources: page.map(({ content }) => content), links } };
  } catch (error) {
    if (!(error instanceof ParameterRefusal)) throw error;
    return refusal(400, request.path, { title: 'Invalid Attribute', detail: error.message });
  }
}

/** Every receipt somebody can see now, newest first. */
export function allShown(world: World): Shown[] {
  const now = world.now().getTime();
  const real = world.receipts.all().map((receipt) => ({
    receiptNumber: receipt.receiptNumber,
    receiptType: receipt.receiptType,
    salesOrderId: receipt.order.salesOrderId,
    creationDate: receipt.creationDate,
    // only those of one page are asked for it
    get content() {
      return presentReceipt(receipt, world.behaviour);
    },
  }));
  const raw = world.receipts.raw().map((receipt) => ({
    receiptNumber: receipt.receiptNumber,
    receiptType: receipt.receiptType,
    salesOrderId: receipt.salesOrderId,
    creationDate: receipt.creationDate,
    content: receipt,
  }));
  return [...real, ...raw]
    .filter(({ creationDate }) => Date.parse(creationDate) <= now)
    .sort(compare);
}

type Place = Pick<Shown, 'creationDate' | 'receiptNumber'>;

/** Newest first; below 0 when the first one stands before the other. */
function compare(one: Place, other: Place): number {
  const later = Date.parse(other.creationDate) - Date.parse(one.creationDate);
  if (later !== 0 || one.receiptNumber === other.receiptNumber) return later;
  return one.receiptNumber < other.receiptNumber ? 1 : -1;
}

const knownParameters = ['receiptTypes', 'from', 'to', 'salesOrderId', 'limit', 'next'];

function readFilter({ behaviour }: World, query: URLSearchParams): Filter {
  const unknown = [...query.keys()].find((name) => !knownParameters.includes(name));
  if (behaviour.unknownParameters === 'refuse' && unknown !== undefined) {
    throw new ParameterRefusal(`there is no parameter ${unknown}`);
  }
  return {
    types: readTypes(behaviour, query),
    from: readDay(query, 'from') ?? '0000-00-00',
    to: readDay(query, 'to') ?? '9999-99-99',
    salesOrderId: query.get('salesOrderId') ?? undefined,
  };
}

function readTypes(behaviour: World['behaviour'], query: URLSearchParams): string[] {
  const { receiptTypesForm: form } = behaviour;
  const values = query.getAll('receiptTypes');
  if (form === 'commas' && values.length > 1) {
    throw new ParameterRefusal('receiptTypes is one list, separated by commas');
  }
  const types = form === 'repeated' ? values : values.flatMap((value) => value.split(','));
  const wrong = types.find((type) => !receiptTypes.some((known) => known === type));
  if (wrong !== undefined) throw new ParameterRefusal(`receiptTypes ${wrong}`);
  if (types.length === 0 && behaviour.receiptTypesLeftOut === 'refuse') {
    throw new ParameterRefusal('receiptTypes is mandatory');
  }
  return types.length === 0 ? [...receiptTypes] : types;
}

function readDay(query: URLSearchParams, name: string): string | undefined {
  const day = query.get(name);
  if (day === null) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) {
    throw new ParameterRefusal(`${name} ${day} is not a day (yyyy-mm-dd)`);
  }
  return day;
}

/** Days count in UTC, both included. */
function isAskedFor({ receiptType, salesOrderId, creationDate }: Shown, filter: Filter): boolean {
  const day = new Date(creationDate).toISOString().slice(0, 10);
  return (
    filter.types.includes(receiptType) &&
    day >= filter.from &&
    day <= filter.to &&
    (filter.salesOrderId === undefined || filter.salesOrderId === salesOrderId)
  );
}

function writeCursor(filter: Filter, { creationDate, receiptNumber }: Place): string {
  const content = JSON.stringify({ ...filter, creationDate, receiptNumber });
  return encodeURIComponent(Buffer.from(content).toString('base64'));
}

function readCursor(text: string): { filter: Filter; last: Place } {
  const content = parseJson(Buffer.from(text, 'base64').toString('utf8'));
  if (!isRecord(content)) throw new ParameterRefusal('next cannot be read');
  const { types, from, to, salesOrderId, creationDate, receiptNumber } = content;
  const fits =
    Array.isArray(types) &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    typeof creationDate === 'string' &&
    typeof receiptNumber === 'string';
  if (!fits) throw new ParameterRefusal('next cannot be read');
  return {
    filter: {
      types: types.filter((type) => typeof type === 'string'),
      from,
      to,
      salesOrderId: typeof salesOrderId === 'string' ? salesOrderId : undefined,
    },
    last: { creationDate, receiptNumber },
  };
}
