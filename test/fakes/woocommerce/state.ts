/** Everything the shop remembers. Tests read it; the routes change it. */

export type MetaEntry = { id: number; key: string; value: unknown };

/** Tax per rate id, decimal text with up to six places. */
export type TaxAmounts = Map<number, string>;

type ItemBase = {
  id: number;
  /** Net amount, decimal text as sent. */
  total: string;
  totalTax: string;
  taxes: TaxAmounts;
  meta: MetaEntry[];
};

export type LineItem = ItemBase & {
  kind: 'line';
  name: string;
  productId: number;
  variationId: number;
  quantity: number;
  taxClass: string;
  subtotal: string;
  subtotalTax: string;
  subtotalTaxes: TaxAmounts;
};

export type ShippingLine = ItemBase & {
  kind: 'shipping';
  methodTitle: string;
  methodId: string;
  instanceId: string;
};

export type FeeLine = ItemBase & {
  kind: 'fee';
  name: string;
  taxClass: string;
  taxStatus: 'taxable' | 'none';
};

export type TaxLine = {
  kind: 'tax';
  id: number;
  rateId: number;
  rateCode: string;
  label: string;
  compound: boolean;
  ratePercent: number;
  taxTotal: number;
  shippingTaxTotal: number;
  meta: MetaEntry[];
};

/** What orders and refunds have in common: lines and their sums. */
export type OrderItems = {
  lineItems: LineItem[];
  shippingLines: ShippingLine[];
  feeLines: FeeLine[];
  taxLines: TaxLine[];
};

export const ADDRESS_FIELDS = [
  'first_name',
  'last_name',
  'company',
  'address_1',
  'address_2',
  'city',
  'state',
  'postcode',
  'country',
  'phone',
] as const;

export type Address = Record<(typeof ADDRESS_FIELDS)[number], string>;
export type BillingAddress = Address & { email: string };

export type StoredOrder = OrderItems & {
  id: number;
  parentId: number;
  /** Slug without `wc-`; `trash` for a trashed order. */
  status: string;
  /** Where `trash` came from. */
  statusBeforeTrash?: string;
  currency: string;
  version: string;
  pricesIncludeTax: boolean;
  dateCreated: Date;
  dateModified: Date;
  datePaid: Date | null;
  dateCompleted: Date | null;
  discountTotal: number;
  discountTax: number;
  shippingTotal: number;
  shippingTax: number;
  cartTax: number;
  total: number;
  customerId: number;
  orderKey: string;
  billing: BillingAddress;
  shipping: Address;
  paymentMethod: string;
  paymentMethodTitle: string;
  transactionId: string;
  createdVia: string;
  customerNote: string;
  meta: MetaEntry[];
  /** WooCommerce's `_order_stock_reduced`. */
  stockReduced: boolean;
  /** The admin's "new order" mail goes once per order, ever. */
  newOrderMailSent: boolean;
};

export type StoredRefund = OrderItems & {
  id: number;
  orderId: number;
  dateCreated: Date;
  amount: string;
  reason: string;
  refundedBy: number;
  meta: MetaEntry[];
};

export type Product = {
  id: number;
  sku: string;
  name: string;
  type: 'simple' | 'variable' | 'variation';
  parentId: number;
  status: 'publish' | 'draft' | 'pending' | 'private' | 'trash';
  /** Gross or net, as `pricesIncludeTax` says; '' = no price. */
  price: string;
  taxStatus: 'taxable' | 'shipping' | 'none';
  taxClass: string;
  /** A variation that does not manage its own lives on its product's, where that one does. */
  manageStock: boolean;
  /** Whole pieces, but for plugins that write fractions; also below zero. */
  stockQuantity: number | null;
  stockStatus: 'instock' | 'outofstock' | 'onbackorder';
  backorders: 'no' | 'notify' | 'yes';
  virtual: boolean;
  downloadable: boolean;
  /** Of a variation, e.g. `{ pa_color: 'blue' }`; they become meta of the order line. */
  attributes: Record<string, string>;
  /** GTIN, digits and dashes; '' = none. */
  globalUniqueId: string;
  dateCreated: Date;
  /** Of a product that changes, or one of whose variations does. */
  dateModified: Date;
};

export type OrderNote = {
  id: number;
  orderId: number;
  author: string;
  at: Date;
  note: string;
  customerNote: boolean;
};

export const MAIL_TYPES = [
  'new-order',
  'cancelled-order',
  'failed-order',
  'no-stock',
  'low-stock',
  'backorder',
  'customer-on-hold-order',
  'customer-processing-order',
  'customer-completed-order',
  'customer-refunded-order',
  'customer-cancelled-order',
  'customer-failed-order',
  'customer-note',
] as const;

export type MailType = (typeof MAIL_TYPES)[number];

/** A mail the shop sent; `audience: 'customer'` is what a marketplace buyer must never get. */
export type SentMail = {
  type: MailType;
  audience: 'admin' | 'customer';
  to: string;
  orderId: number | undefined;
  at: Date;
};

export type StockMovement = {
  productId: number;
  from: number;
  to: number;
  reason: 'order' | 'order-undone' | 'line-changed' | 'refund';
  orderId: number;
  at: Date;
};

export type TaxRate = {
  id: number;
  /** '' = everywhere. */
  country: string;
  state: string;
  /** Exact, `101*` or `10000...10999`. */
  postcodes: string[];
  cities: string[];
  /** Percent, four places. */
  rate: string;
  name: string;
  priority: number;
  compound: boolean;
  shipping: boolean;
  order: number;
  /** '' = standard. */
  taxClass: string;
};

export type ApiKey = {
  keyId: number;
  consumerKey: string;
  consumerSecret: string;
  permissions: 'read' | 'write' | 'read_write';
  /** Display name of its owner, shown as author of notes with `added_by_user`. */
  owner: string;
  usedNonces: Map<string, number>;
};

export type StoredWebhook = {
  id: number;
  name: string;
  status: 'active' | 'paused' | 'disabled';
  topic: string;
  deliveryUrl: string;
  secret: string;
  dateCreated: Date;
  dateModified: Date | null;
  /** Failed deliveries in a row; switching on again does not reset it. */
  failureCount: number;
  /** No ping was answered with 200 yet: the next save repeats it. */
  pingDue: boolean;
};

/** An order fulfillment of WooCommerce's own; its items, number and carrier are meta. */
export type StoredFulfillment = {
  id: number;
  orderId: number;
  isFulfilled: boolean;
  status: string;
  dateUpdated: Date;
  isDeleted: boolean;
  meta: MetaEntry[];
};

/** A shipment or return of the Shiptastic plugin. */
export type StoredShipment = {
  id: number;
  orderId: number;
  type: 'simple' | 'return';
  status: string;
  trackingId: string;
  /** Slug of a carrier the plugin knows, else '' and a title. */
  provider: string;
  providerTitle: string;
  dateCreated: Date;
  dateSent: Date | null;
  isCustomerRequested: boolean;
  items: { id: number; orderItemId: number; quantity: number }[];
};

/** A ping or delivery that went out; without an answer `statusCode` is undefined. */
export type SentPing = {
  webhookId: number;
  url: string;
  at: Date;
  statusCode: number | undefined;
};

export type SentDelivery = {
  webhookId: number;
  topic: string;
  orderId: number;
  deliveryId: string;
  at: Date;
  statusCode: number | undefined;
};

/** A delivery that waits for the shop's cron; one per webhook and order (coalesced). */
export type PendingDelivery = { webhookId: number; resourceId: number; queuedAt: Date };

/** The next id of each kind. Row ids of item data are counted too, as the shop's database does. */
export type ShopCounters = {
  order: number;
  item: number;
  orderMeta: number;
  itemMeta: number;
  note: number;
  product: number;
  webhook: number;
  apiKey: number;
  fulfillment: number;
  fulfillmentMeta: number;
  shipment: number;
};

export type ShopState = {
  orders: Map<number, StoredOrder>;
  refunds: Map<number, StoredRefund>;
  products: Map<number, Product>;
  notes: OrderNote[];
  mails: SentMail[];
  stockMovements: StockMovement[];
  apiKeys: ApiKey[];
  webhooks: Map<number, StoredWebhook>;
  pings: SentPing[];
  pendingDeliveries: PendingDelivery[];
  sentDeliveries: SentDelivery[];
  webhookQueueRuns: number;
  fulfillments: Map<number, StoredFulfillment>;
  shipments: Map<number, StoredShipment>;
  counters: ShopCounters;
};

/** An empty shop whose ids start at 1, or where the caller says. */
export function emptyState(firstIds: Partial<ShopCounters> = {}): ShopState {
  return {
    orders: new Map(),
    refunds: new Map(),
    products: new Map(),
    notes: [],
    mails: [],
    stockMovements: [],
    apiKeys: [],
    webhooks: new Map(),
    pings: [],
    pendingDeliveries: [],
    sentDeliveries: [],
    webhookQueueRuns: 0,
    fulfillments: new Map(),
    shipments: new Map(),
    counters: {
      order: 1,
      item: 1,
      orderMeta: 1,
      itemMeta: 1,
      note: 1,
      product: 1,
      webhook: 1,
      apiKey: 1,
      fulfillment: 1,
      fulfillmentMeta: 1,
      shipment: 1,
      ...firstIds,
    },
  };
}

/** Takes the next id of a kind; `rows` more ids are skipped behind it. */
export function takeId(state: ShopState, kind: keyof ShopCounters, rows = 1): number {
  const id = state.counters[kind];
  state.counters[kind] = id + rows;
  return id;
}
