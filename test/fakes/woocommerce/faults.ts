import { cannedAnswers, type FaultAnswer } from './canned-answers.ts';
import {
  type Fault,
  type FaultMatch,
  type FaultPlan,
  isDue,
  itemGateOf,
  type OrderedFault,
  sleep,
  use,
  type Wait,
  waitAt,
} from './fault-plan.ts';
import { Gate } from './gate.ts';
import type { LoggedRequest } from './request-log.ts';
import { PhpFatalError, RestError } from './rest.ts';

/** What a test holds of an ordered fault. */
export type FaultHandle = {
  /** How often it has struck. */
  readonly used: number;
  /** Resolves when it strikes for the first time; for a hold: when the request stands there. */
  readonly reached: Promise<void>;
  /** Lets a held request go on. */
  release(): void;
  /** Takes the fault back; a held request goes on. */
  cancel(): void;
};

/**
 * Faults to order. Of one kind the first that matches strikes and is used up; different kinds may
 * strike the same request. The effect of a request never depends on whether the client still waits.
 *
 * @example
 * shop.faults.dropAfterEffect({ method: 'POST', path: '/orders', times: 2 });
 * const pause = shop.faults.pauseBatchBefore(3);
 * await pause.reached; // three orders exist, the fourth does not
 * pause.release();
 */
export class ShopFaults {
  /** Milliseconds every request takes, and each object of a batch on top. For benchmarks. */
  latency = { baseMs: 0, perItemMs: 0 };
  readonly #ordered: OrderedFault[] = [];

  /** Answers in the shop's place, without effect. */
  answer(answer: FaultAnswer, match?: FaultMatch): FaultHandle {
    return this.#order({ kind: 'answer', answer }, match);
  }

  /** 401, 403 or 404 in WordPress' form. */
  refuse(status: 401 | 403 | 404, match?: FaultMatch): FaultHandle {
    return this.answer(cannedAnswers.refusal(status), match);
  }

  /** 429, with Retry-After in seconds when given. */
  tooManyRequests(retryAfterSeconds?: number, match?: FaultMatch): FaultHandle {
    return this.answer(cannedAnswers.tooManyRequests(retryAfterSeconds), match);
  }

  /** 500 as after a PHP fatal error. */
  serverError(match?: FaultMatch): FaultHandle {
    return this.answer(cannedAnswers.serverError(), match);
  }

  /** 502 with the web server's HTML page. */
  badGateway(match?: FaultMatch): FaultHandle {
    return this.answer(cannedAnswers.badGateway(), match);
  }

  /** 503 with WordPress' maintenance page. */
  maintenance(match?: FaultMatch): FaultHandle {
    return this.answer(cannedAnswers.maintenance(), match);
  }

  /** 200, but a web page: a login wall, a "coming soon" page. */
  htmlInsteadOfJson(match?: FaultMatch): FaultHandle {
    return this.answer(cannedAnswers.comingSoon(), match);
  }

  /** 301 to another place, as when the shop moved to https or www. */
  redirect(location: string, match?: FaultMatch): FaultHandle {
    return this.answer(cannedAnswers.redirect(location), match);
  }

  /** Waits before anything happens. */
  delayBeforeEffect(wait: Wait, match?: FaultMatch): FaultHandle {
    return this.#order({ kind: 'wait-before', wait }, match);
  }

  /** Does the work, then waits with the answer. */
  delayAfterEffect(wait: Wait, match?: FaultMatch): FaultHandle {
    return this.#order({ kind: 'wait-after', wait }, match);
  }

  /** Closes the connection; nothing happened. */
  dropBeforeEffect(match?: FaultMatch): FaultHandle {
    return this.#order({ kind: 'drop-before' }, match);
  }

  /** Does the work, then closes the connection without an answer. */
  dropAfterEffect(match?: FaultMatch): FaultHandle {
    return this.#order({ kind: 'drop-after' }, match);
  }

  /** Does the work and sends only the beginning of the answer (default: half of it). */
  cutOffBody(afterBytes?: number, match?: FaultMatch): FaultHandle {
    return this.#order({ kind: 'cut-body', afterBytes }, match);
  }

  /** Holds a batch before its object `index` (from 0, over create, update, delete). */
  pauseBatchBefore(index: number, match?: FaultMatch): FaultHandle {
    const act = async (gate: Gate) => {
      await gate.pass();
      return undefined;
    };
    return this.#orderItems((at) => at === index, act, 'calls', match);
  }

  /** Real milliseconds before every object of a batch. */
  slowBatch(perItemMs: number, match?: FaultMatch): FaultHandle {
    const act = async () => {
      await sleep(perItemMs);
      return undefined;
    };
    return this.#orderItems(() => true, act, 'calls', match);
  }

  /** Lets a batch do so many objects, then die as from a PHP fatal error. */
  killBatchAfter(items: number, match?: FaultMatch): FaultHandle {
    const act = () => Promise.reject(new PhpFatalError('ordered by the test'));
    return this.#orderItems((at) => at >= items, act, 'calls', match);
  }

  /** Refuses objects of batches that a test picks; `times` counts objects. */
  refuseItem(
    refusal: { code: string; message: string; status?: number; item: (item: unknown) => boolean },
    match?: FaultMatch,
  ): FaultHandle {
    const { code, message, status = 400, item: picks } = refusal;
    const act = async () => new RestError(code, message, { status });
    return this.#orderItems((_at, item) => picks(item), act, 'items', match);
  }

  /** Takes back every ordered fault and lets every held request go on. */
  clear(): void {
    for (const ordered of this.#ordered.splice(0)) {
      ordered.left = 0;
      ordered.gate.open();
    }
  }

  /** What a request meets; uses the faults up. The server asks this once per request. */
  planFor(request: LoggedRequest): FaultPlan {
    const answer = this.#take('answer', request)?.fault;
    const before = this.#take('wait-before', request);
    const after = this.#take('wait-after', request);
    const cut = this.#take('cut-body', request)?.fault;
    const items = this.#ordered.filter(
      (ordered) => ordered.fault.kind === 'item' && isDue(ordered, request),
    );
    return {
      answer: answer?.kind === 'answer' ? answer.answer : undefined,
      dropBefore: this.#take('drop-before', request) !== undefined,
      dropAfter: this.#take('drop-after', request) !== undefined,
      cutBodyAfter: cut?.kind === 'cut-body' ? (cut.afterBytes ?? 'half') : undefined,
      waitBefore: async () => {
        await sleep(this.latency.baseMs);
        await waitAt(before);
      },
      waitAfter: () => waitAt(after),
      itemGate: itemGateOf(items, () => this.latency.perItemMs),
    };
  }

  #orderItems(
    strikes: (index: number, item: unknown) => boolean,
    act: (gate: Gate) => Promise<RestError | undefined>,
    counts: 'calls' | 'items',
    match?: FaultMatch,
  ): FaultHandle {
    return this.#order({ kind: 'item', strikes, act, counts }, match);
  }

  #order(fault: Fault, match: FaultMatch = {}): FaultHandle {
    const gate = new Gate();
    const ordered: OrderedFault = { fault, match, left: match.times ?? 1, used: 0, gate };
    this.#ordered.push(ordered);
    return {
      get used() {
        return ordered.used;
      },
      reached: gate.reached,
      release: () => gate.open(),
      cancel: () => {
        ordered.left = 0;
        gate.open();
      },
    };
  }

  #take(kind: Fault['kind'], request: LoggedRequest): OrderedFault | undefined {
    const ordered = this.#ordered.find(
      (candidate) => candidate.fault.kind === kind && isDue(candidate, request),
    );
    if (ordered === undefined) return undefined;
    use(ordered);
    if (!('wait' in ordered.fault)) ordered.gate.arrive();
    return ordered;
  }
}
