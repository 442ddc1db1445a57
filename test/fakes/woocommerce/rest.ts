import type { ApiKey } from './state.ts';

/** A request after WordPress has read it: parameters parsed, key owner known. */
export type RestRequest = {
  readonly method: string;
  /** Path below `/wp-json`, e.g. `/wc/v3/orders/12`. */
  readonly route: string;
  /** Query as PHP reads it; `a[0]=1` and `a[]=1` become nested. */
  readonly query: Record<string, unknown>;
  /** Parsed JSON or form body; undefined without one, or with an unknown content type. */
  readonly body: unknown;
  readonly key: ApiKey | undefined;
  /** Passed before and after each object of a batch; faults and latencies wait here. */
  readonly itemGate: BatchItemGate;
};

/** What faults may do between the objects of a batch. */
export type BatchItemGate = {
  /** May wait, refuse the object (returns the refusal) or kill the call (throws). */
  beforeItem(index: number, item: unknown): Promise<RestError | undefined>;
};

/** What a route answers. */
export type RestAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
};

/** WordPress' WP_Error: the refusal of a request, or of one object of a batch. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly code: string;
  /** `{ status, … }`, or a bare number where WooCommerce forgot the array: then HTTP says 500. */
  readonly data: Record<string, unknown> | number;

  constructor(code: string, message: string, data: Record<string, unknown> | number) {
    super(message);
    this.code = code;
    this.data = data;
  }

  get status(): number {
    if (typeof this.data === 'number') return 500;
    // WordPress casts: some refusals write their status as text.
    const status = Number(this.data.status);
    return Number.isInteger(status) ? status : 500;
  }

  get body(): Record<string, unknown> {
    return { code: this.code, message: this.message, data: this.data };
  }
}

/** No order of that id: 404 for reading and deleting, 400 for changing. */
export function unknownOrder(status: 400 | 404): RestError {
  return new RestError('woocommerce_rest_shop_order_invalid_id', 'Invalid ID.', { status });
}

/** No product or variation of that id. */
export function unknownProduct(): RestError {
  return new RestError('woocommerce_rest_product_invalid_id', 'Invalid ID.', { status: 404 });
}

/** A PHP fatal error: ends the whole call, also in the middle of a batch. */
export class PhpFatalError extends Error {
  override readonly name = 'PhpFatalError';
}

/** The refusals several routes share. */
export const refusals = {
  unknownRoute: () =>
    new RestError('rest_no_route', 'No route was found matching the URL and request method.', {
      status: 404,
    }),
  cannotList: () =>
    new RestError('woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.', {
      status: 401,
    }),
  cannotView: () =>
    new RestError('woocommerce_rest_cannot_view', 'Sorry, you cannot view this resource.', {
      status: 401,
    }),
  cannotCreate: () =>
    new RestError(
      'woocommerce_rest_cannot_create',
      'Sorry, you are not allowed to create resources.',
      { status: 401 },
    ),
  cannotEdit: () =>
    new RestError(
      'woocommerce_rest_cannot_edit',
      'Sorry, you are not allowed to edit this resource.',
      { status: 401 },
    ),
  cannotDelete: () =>
    new RestError(
      'woocommerce_rest_cannot_delete',
      'Sorry, you are not allowed to delete this resource.',
      { status: 401 },
    ),
  cannotBatch: () =>
    new RestError(
      'woocommerce_rest_cannot_batch',
      'Sorry, you are not allowed to batch manipulate this resource.',
      { status: 401 },
    ),
} as const;

/** The answer's body after a PHP fatal error, as the recovery mode of WordPress writes it. */
export const fatalErrorBody = {
  code: 'internal_server_error',
  message:
    '<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>',
  data: { status: 500 },
  additional_errors: [],
} as const;
