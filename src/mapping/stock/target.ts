import type { StockHolder, StockReading } from './stock-reading.ts';
import { LARGEST_QUANTITY, type StockFindingCode } from './stock-words.ts';

/** One shop product behind a SKU, with what is known of it. */
export type StockPart = {
  /** how many of it are in one piece of the SKU */
  quantity: number;
  /** undefined = the shop has it no more */
  reading: StockReading | undefined;
  /** pieces of its number in the shop that are sold at OTTO and that the shop has not taken yet */
  reserved: number;
  /** other SKUs of the account that live on the same number */
  sharedWith: number;
};

/** What the owner wants OTTO to be told. */
export type StockRules = {
  /** kept back */
  buffer: number;
  /** OTTO is never shown more; null = no limit */
  cap: number | null;
};

export type StockFinding = {
  code: StockFindingCode;
  params: Record<string, string | number>;
};

export type StockTarget = {
  /** in pieces of the SKU; undefined = nothing that counts */
  shopQuantity: number | undefined;
  /** what OTTO is to show; undefined = it is told nothing */
  target: number | undefined;
  /** why nothing counts, or why OTTO is told otherwise than the shop has */
  finding: StockFinding | undefined;
};

/** How a SKU stands towards the owner's vacation. */
export type VacationStanding = {
  isVacation: boolean;
  /** it was set to zero for the vacation */
  isAway: boolean;
  /** what OTTO showed before, where the bridge tells it nothing otherwise */
  restore: number | undefined;
};

/**
 * The same under the owner's vacation: zero of all that OTTO is told of, and of what was set to zero
 * for it. Afterwards OTTO is told once what it showed before of whatever it is told nothing else of.
 */
export function targetInVacation(
  usual: StockTarget,
  { isVacation, isAway, restore }: VacationStanding,
): StockTarget {
  if (isVacation) {
    if (usual.target === undefined && !isAway) return usual;
    return { ...usual, target: 0, finding: found('vacation') };
  }
  if (usual.target !== undefined || restore === undefined) return usual;
  return { ...usual, target: restore, finding: found('restored') };
}

/**
 * What OTTO is to show of a SKU: of a set, how many can be made of what is there. Never a guess: where
 * the shop counts no pieces, OTTO is told nothing, or zero where the shop has none.
 *
 * @param parts none = no shop product is known
 */
export function stockTarget(parts: readonly StockPart[], rules: StockRules): StockTarget {
  if (parts.length === 0) return nothing('no-product');
  const judged = parts.map(judge);
  // One part that is certainly gone makes a set impossible, whatever is known of the others.
  const zero = judged.find((part) => part.is === 'none');
  if (zero) return { shopQuantity: 0, target: 0, finding: zero.finding };
  const unknown = judged.find((part) => part.is === 'unknown');
  if (unknown) return nothing(unknown.finding.code);
  const shelves = shelvesOf(judged.filter((part) => part.is === 'counted'));
  const makeable = (taken: (shelf: Shelf) => number) =>
    Math.min(...shelves.map((shelf) => Math.floor((shelf.stock - taken(shelf)) / shelf.quantity)));
  const there = makeable(() => 0);
  const free = makeable(({ reserved }) => reserved);
  return { shopQuantity: withinLimits(there), ...limited(there, free, parts, rules) };
}

type Judged =
  | { is: 'none'; finding: StockFinding }
  | { is: 'unknown'; finding: StockFinding }
  | { is: 'counted'; stock: number; holder: StockHolder; part: StockPart };

/** One number of the shop, and how much of it one piece of the SKU takes. */
type Shelf = { stock: number; reserved: number; quantity: number };

/** Parts that live on one number, as variations on that of their product, take of it together. */
function shelvesOf(counted: readonly Extract<Judged, { is: 'counted' }>[]): Shelf[] {
  const shelves = new Map<StockHolder, Shelf>();
  for (const { stock, holder, part } of counted) {
    const quantity = (shelves.get(holder)?.quantity ?? 0) + part.quantity;
    shelves.set(holder, { stock, reserved: part.reserved, quantity });
  }
  return [...shelves.values()];
}

function judge(part: StockPart): Judged {
  const { reading } = part;
  if (!reading) return { is: 'none', finding: found('product-gone') };
  const { status, stock } = reading;
  if (status !== 'publish') return { is: 'none', finding: found('not-published', { status }) };
  switch (stock.is) {
    case 'unreadable':
      return { is: 'unknown', finding: found('unreadable') };
    case 'not-counted':
      return stock.isInStock
        ? { is: 'unknown', finding: found('not-managed') }
        : { is: 'none', finding: found('sold-out') };
    case 'counted': {
      // What the shop itself shows as sold out, by its own threshold, is not for sale elsewhere.
      const isHeldBack = stock.quantity >= 1 && !stock.isInStock;
      if (isHeldBack) return { is: 'none', finding: found('sold-out') };
      return { is: 'counted', stock: Math.floor(stock.quantity), holder: stock.holder, part };
    }
  }
}

function limited(
  there: number,
  free: number,
  parts: readonly StockPart[],
  { buffer, cap }: StockRules,
): Pick<StockTarget, 'target' | 'finding'> {
  if (there < 0) return { target: 0, finding: found('negative') };
  if (there === 0) return { target: 0, finding: undefined };
  if (free <= 0) return { target: 0, finding: found('all-reserved') };
  const rest = free - buffer;
  if (rest <= 0) return { target: 0, finding: found('within-buffer', { buffer }) };
  const most = Math.min(cap ?? LARGEST_QUANTITY, LARGEST_QUANTITY);
  if (rest > most) return { target: most, finding: found('capped', { cap: most }) };
  const others = Math.max(...parts.map(({ sharedWith }) => sharedWith));
  const isShared = others > 0;
  return { target: rest, finding: isShared ? found('shared', { others }) : undefined };
}

/** What the ledger holds, which is what OTTO takes. */
function withinLimits(pieces: number): number {
  return Math.max(-LARGEST_QUANTITY, Math.min(pieces, LARGEST_QUANTITY));
}

function nothing(code: StockFindingCode): StockTarget {
  return { shopQuantity: undefined, target: undefined, finding: found(code) };
}

function found(code: StockFindingCode, params: StockFinding['params'] = {}): StockFinding {
  return { code, params };
}
