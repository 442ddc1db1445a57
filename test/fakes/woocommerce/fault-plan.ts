import type { FaultAnswer } from './canned-answers.ts';
import type { Gate } from './gate.ts';
import type { LoggedRequest } from './request-log.ts';
import type { BatchItemGate, RestError } from './rest.ts';

/** Which requests a fault strikes, and how often (default: the next one that matches). */
export type FaultMatch = {
  method?: string;
  /** Text that the path must contain, or a pattern; the path begins with `/wp-json/`. */
  path?: string | RegExp;
  when?: (request: LoggedRequest) => boolean;
  times?: number;
};

/** A wait: so many milliseconds, or until the fault's handle is released. */
export type Wait = number | 'until-released';

/** A fault between the objects of a batch. */
export type ItemFault = {
  kind: 'item';
  strikes(index: number, item: unknown): boolean;
  /** Waits, refuses the object (returns the refusal) or kills the call (throws). */
  act(gate: Gate): Promise<RestError | undefined>;
  /** What `times` counts: batches struck, or single objects struck. */
  counts: 'calls' | 'items';
};

export type Fault =
  | { kind: 'answer'; answer: FaultAnswer }
  | { kind: 'drop-before' }
  | { kind: 'drop-after' }
  | { kind: 'wait-before'; wait: Wait }
  | { kind: 'wait-after'; wait: Wait }
  | { kind: 'cut-body'; afterBytes: number | undefined }
  | ItemFault;

/** A fault with the matches it still has to make. */
export type OrderedFault = {
  fault: Fault;
  match: FaultMatch;
  left: number;
  used: number;
  gate: Gate;
};

/** The faults one request meets. */
export type FaultPlan = {
  answer: FaultAnswer | undefined;
  dropBefore: boolean;
  dropAfter: boolean;
  cutBodyAfter: number | 'half' | undefined;
  waitBefore(): Promise<void>;
  waitAfter(): Promise<void>;
  itemGate: BatchItemGate;
};

/** True while the fault is not used up and this is a request it is meant for. */
export function isDue(ordered: OrderedFault, request: LoggedRequest): boolean {
  const { method, path, when } = ordered.match;
  if (ordered.left <= 0) return false;
  if (method !== undefined && method !== request.method) return false;
  if (typeof path === 'string' && !request.path.includes(path)) return false;
  if (path instanceof RegExp && !path.test(request.path)) return false;
  return when === undefined || when(request);
}

/** Counts a strike. */
export function use(ordered: OrderedFault): void {
  ordered.left -= 1;
  ordered.used += 1;
}

/** Waits as a `wait-before` or `wait-after` fault says. */
export async function waitAt(ordered: OrderedFault | undefined): Promise<void> {
  if (ordered === undefined || !('wait' in ordered.fault)) return;
  const { wait } = ordered.fault;
  if (wait === 'until-released') {
    await ordered.gate.pass();
  } else {
    ordered.gate.arrive();
    await sleep(wait);
  }
}

/** The gate that the objects of one batch pass, with the faults that may strike there. */
export function itemGateOf(candidates: OrderedFault[], perItemMs: () => number): BatchItemGate {
  const struckHere = new Set<OrderedFault>();
  return {
    beforeItem: async (index, item) => {
      await sleep(perItemMs());
      for (const ordered of candidates) {
        const { fault } = ordered;
        if (fault.kind !== 'item' || !fault.strikes(index, item)) continue;
        if (fault.counts === 'items' || !struckHere.has(ordered)) {
          if (ordered.left <= 0) continue;
          use(ordered);
          struckHere.add(ordered);
        }
        ordered.gate.arrive();
        const refusal = await fault.act(ordered.gate);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
  };
}

/** Real milliseconds; none without any. */
export function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
