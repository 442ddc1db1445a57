import type { Answer } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import {
  type Fault,
  type FaultMoment,
  type FaultOptions,
  type FaultTicket,
  isTarget,
} from './fault.ts';

type Ordered = {
  fault: Fault;
  hits: (request: OttoRequest) => boolean;
  left: number;
  struck: number;
};

/** Body and headers of an ordered answer; an object is sent as JSON, a string as it is. */
export type OrderedBody = {
  body?: string | object;
  headers?: Record<string, string>;
  moment?: FaultMoment;
};

/**
 * Where faults are ordered. Each method takes `on` (default every interface call) and `times` (default
 * once). A call meets at most one ordered fault of a kind and moment, the earliest ordered first.
 */
export class FaultDesk {
  readonly #revokeTokens: () => void;
  #ordered: Ordered[] = [];

  constructor(revokeTokens: () => void) {
    this.#revokeTokens = revokeTokens;
  }

  /** Any status with any body, instead of the effect (or after it, by `moment`). */
  answerWith(status: number, options: FaultOptions & OrderedBody = {}): FaultTicket {
    const { body, headers, moment = 'before-effect' } = options;
    const answer: Answer = {
      status,
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : typeof body === 'string' ? { text: body } : { json: body }),
    };
    return this.order({ kind: 'answer', moment, answer }, options);
  }

  /** 401 with an empty body, though the token is good. */
  unauthorized(options: FaultOptions = {}): FaultTicket {
    return this.answerWith(401, options);
  }

  /** 403 in OTTO's error format. */
  forbidden(options: FaultOptions = {}): FaultTicket {
    const error = { path: '/', title: 'INSUFFICIENT_PERMISSION' };
    return this.answerWith(403, { body: { errors: [error] }, ...options });
  }

  /** 429, with `Retry-After` in seconds (or as an HTTP date) if given. */
  tooManyRequests(options: FaultOptions & { retryAfter?: number | string } = {}): FaultTicket {
    const { retryAfter } = options;
    const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
    return this.answerWith(429, { body: 'too many requests', headers, ...options });
  }

  /** An HTML page where JSON is expected, as a proxy in between would send it. */
  htmlPage(status: number, options: FaultOptions = {}): FaultTicket {
    const body = `<!DOCTYPE html><html><body><h1>${status}</h1><p>maintenance</p></body></html>`;
    return this.answerWith(status, { body, headers: { 'Content-Type': 'text/html' }, ...options });
  }

  /** The answer comes late; by default the effect does, too. */
  delay(ms: number, options: FaultOptions & { moment?: FaultMoment } = {}): FaultTicket {
    return this.order({ kind: 'delay', moment: options.moment ?? 'before-effect', ms }, options);
  }

  /** The connection breaks and nothing has happened at OTTO. */
  dropBeforeEffect(options: FaultOptions = {}): FaultTicket {
    return this.order({ kind: 'drop', moment: 'before-effect' }, options);
  }

  /** The connection breaks after OTTO has done what was asked. */
  dropAfterEffect(options: FaultOptions = {}): FaultTicket {
    return this.order({ kind: 'drop', moment: 'after-effect' }, options);
  }

  /**
   * The body ends in the middle. By default the connection breaks there; with `pretendsToBeComplete`
   * the HTTP message is whole and only its JSON is not.
   */
  cutOffBody(
    options: FaultOptions & { keepBytes?: number; pretendsToBeComplete?: boolean } = {},
  ): FaultTicket {
    const { keepBytes = 20, pretendsToBeComplete = false } = options;
    return this.order(
      { kind: 'cut-off', moment: 'after-effect', keepBytes, pretendsToBeComplete },
      options,
    );
  }

  /** In lists and single reads this order is replaced by the given JSON; always, unless `times` is given. */
  malformOrder(
    salesOrderId: string,
    replacement: unknown,
    options: FaultOptions = {},
  ): FaultTicket {
    return this.order(
      { kind: 'malformed-order', moment: 'after-effect', salesOrderId, replacement },
      { times: Number.POSITIVE_INFINITY, ...options },
    );
  }

  /**
   * The same for anything else in lists, by what it is known by: `positionItemId`, `receiptNumber`,
   * `returnShipmentId` or `sku`.
   */
  malformEntry(id: string, replacement: unknown, options: FaultOptions = {}): FaultTicket {
    return this.order(
      { kind: 'malformed-entry', moment: 'after-effect', id, replacement },
      { times: Number.POSITIVE_INFINITY, ...options },
    );
  }

  /** The token endpoint answers with this status; 400 and 401 with an OAuth error body. */
  tokenEndpointFails(
    status: number,
    options: Omit<FaultOptions, 'on'> & OrderedBody = {},
  ): FaultTicket {
    const oauth = status === 401 ? 'invalid_client' : 'invalid_scope';
    const body = status === 400 || status === 401 ? { body: { error: oauth } } : {};
    return this.answerWith(status, { ...body, ...options, on: 'token' });
  }

  /** All tokens handed out so far are refused from now on; new ones can be had. */
  revokeTokens(): void {
    this.#revokeTokens();
  }

  /** Any fault as data. */
  order(fault: Fault, { on = 'interface', times = 1 }: FaultOptions = {}): FaultTicket {
    const hits = typeof on === 'function' ? on : (request: OttoRequest) => isTarget(on, request);
    const ordered: Ordered = { fault, hits, left: times, struck: 0 };
    this.#ordered.push(ordered);
    return {
      get struck() {
        return ordered.struck;
      },
      withdraw: () => {
        ordered.left = 0;
      },
    };
  }

  /** Withdraws everything ordered. */
  clear(): void {
    this.#ordered = [];
  }

  /** The earliest ordered fault of these kinds that hits the call at this moment; it is used up by one. */
  take<Kind extends Fault['kind']>(
    request: OttoRequest,
    moment: FaultMoment,
    kinds: readonly Kind[],
    alsoNeeds: (fault: Extract<Fault, { kind: Kind }>) => boolean = () => true,
  ): Extract<Fault, { kind: Kind }> | undefined {
    for (const ordered of this.#ordered) {
      const { fault } = ordered;
      if (ordered.left < 1 || fault.moment !== moment || !isOfKind(fault, kinds)) continue;
      if (!alsoNeeds(fault) || !ordered.hits(request)) continue;
      ordered.left -= 1;
      ordered.struck += 1;
      return fault;
    }
    return undefined;
  }
}

function isOfKind<Kind extends Fault['kind']>(
  fault: Fault,
  kinds: readonly Kind[],
): fault is Extract<Fault, { kind: Kind }> {
  return kinds.some((kind) => kind === fault.kind);
}
