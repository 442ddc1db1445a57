import type { Generated } from 'kysely';
import type { OrderTab } from '../../mapping/order-tab.ts';
import type { MoneyBack } from '../../mapping/receipts/money-back.ts';
import type { ReceiptCheckState, ReceiptType } from '../../mapping/receipts/receipt-words.ts';
import type {
  TransmissionKind,
  TransmissionLane,
  TransmissionSource,
  TransmissionState,
} from '../../mapping/reporting/transmission.ts';
import type {
  AcceptanceReason,
  RejectionReason,
  ReturnCondition,
} from '../../mapping/returns/return-words.ts';
import type { SkuMatchKind } from '../../mapping/stock/sku-match.ts';
import type { StockState } from '../../mapping/stock/stock-words.ts';

/** Where a sales order stands between OTTO and the shop. */
export type ImportState =
  /** seen, not yet worked on */
  | 'seen'
  /** not released by OTTO and announced orders are not imported */
  | 'backlog'
  /** waits for a person or for a change elsewhere; the reason says which */
  | 'held'
  /** stays out of the shop for good, e.g. cancelled before it came in */
  | 'skipped'
  /** a create call was started; whether it took effect may be unknown */
  | 'claimed'
  /** the shop returned its order id */
  | 'imported';

/**
 * Who finds that something is wrong with an order. Each takes back only what it found itself: the
 * import what kept an order from coming in, the look at the shop what contradicts OTTO there, the
 * watch alone a second shop order for the same sale, the reports what keeps one of theirs from OTTO,
 * the receipts what OTTO billed otherwise, the returns what is odd about one, and what is urgent stays
 * until the owner has said so.
 */
export type CauseSource = 'import' | 'shop' | 'watch' | 'report' | 'receipts' | 'returns' | 'owner';

/** What brought an event about: a run of the import, OTTO, a person in the shop, the owner here. */
export const EVENT_CAUSES = [
  'schedule',
  'click',
  'command',
  'otto',
  'shop',
  'webhook',
  'poll',
  'reconcile',
  'report',
  'owner',
] as const;

export type EventCause = (typeof EVENT_CAUSES)[number];

/** What a shop order says about its reports to OTTO: under way, or failed and in need of somebody. */
export type ReportFlag = 'pending' | 'failed';

/** How the owner is told, and of what. */
export type NoticeChannel = 'mail' | 'webhook';
export type NoticeKind = 'incident-opened' | 'incident-resolved' | 'incident-ageing';

/** One call to OTTO for a report. */
export type AttemptCall =
  | 'create-shipment'
  | 'add-pieces'
  | 'cancel-piece'
  | 'accept-return'
  | 'reject-return'
  | 'reduce-price'
  | 'look-up';

/** What a call came to; null while nobody knows. */
export type AttemptOutcome = 'done' | 'refused' | 'not-sent' | 'unknown' | 'absent';

/** What somebody may do: look; look and act; all of that and change settings, users and tokens. */
export type Role = 'view' | 'operate' | 'configure';

/** Who did something. `setup` = with the code of the first start. */
export type ActorKind = 'user' | 'token' | 'command' | 'setup';

/**
 * What a run of a job came to: something done, nothing to do, it failed, another process was at it,
 * its process ended in it.
 */
export type JobOutcome = 'done' | 'nothing' | 'failed' | 'elsewhere' | 'interrupted';

/** Moments are UTC ISO text, money integer cents, flags 0 or 1, `params` JSON text. No personal data. */
export type LedgerTables = {
  account_states: {
    account_id: string;
    /** largest change date seen at OTTO, moved only after every page is committed */
    cursor_at: string | null;
    /** day (UTC) of the last run with the wide overlap */
    wide_run_on: string | null;
    /** fingerprint of the rules the waiting orders were last planned under */
    rules_fingerprint: string | null;
    /** fingerprint of the shipping rules the waiting reports were last judged under */
    reports_fingerprint: string | null;
  };
  sales_orders: {
    account_id: string;
    sales_order_id: string;
    order_number: string;
    ordered_at: string;
    changed_at: string;
    phase: string;
    import_state: ImportState;
    /** code of the hold, backlog or skip reason, and its params */
    reason: string | null;
    reason_params: string | null;
    /** fingerprint of OTTO's content the shop order was last brought in line with */
    content_hash: string | null;
    gross_cents: number;
    payment_method: string | null;
    expected_delivery_at: string | null;
    woo_order_id: number | null;
    woo_order_number: string | null;
    woo_status: string | null;
    woo_created_at: string | null;
    claim_id: string | null;
    /** since when the outcome of the claim has been open; moves on while its batch still grows */
    claimed_at: string | null;
    /** when the order is to be read from OTTO again, listed there or not; null = only when it changes */
    next_look_at: string | null;
    failures: number;
    first_seen_at: string;
    imported_at: string | null;
    /** what the shop order looked like when it was last read, as ShopFacts of mapping/shop-facts.ts */
    woo_facts: string | null;
    /** 1: the owner wants the shop order as OTTO says, over what a person changed there */
    owner_yields: Generated<number>;
    /** when the personal meta of the shop order was erased */
    shop_meta_erased_at: string | null;
    /** when the shop order is to be read for what the packers did; null = when it changes */
    report_look_at: string | null;
    /** how often such a look was asked for: one that was asked for while it was done is done again */
    report_looks_asked: Generated<number>;
    /** what the shop order is to say about its reports: see ReportFlag; null = none is open */
    report_flag: ReportFlag | null;
    /** 1: the shop order does not say so yet */
    report_flag_due: Generated<number>;
    /** as mapping/order-tab.ts says, of what stands in the ledger; see order-tabs.ts */
    tab: Generated<OrderTab>;
    /** the earliest promise of its pieces to ship, NO_PROMISE = none was made; null = no such piece */
    deliver_by: string | null;
    /** sums of the delivery fees and discounts OTTO names; null = not read since they are kept */
    fee_cents: number | null;
    discount_cents: number | null;
  };
  /** One report to OTTO. Its pieces and parcels stand in tables of their own. */
  transmissions: {
    transmission_id: string;
    account_id: string;
    sales_order_id: string;
    kind: TransmissionKind;
    state: TransmissionState;
    /** a TransmissionReasonCode, and its params */
    reason: string | null;
    reason_params: string | null;
    source: TransmissionSource;
    /** names the wish it came from, so that the same one sent in again changes nothing */
    source_key: string | null;
    /** hand-over to the carrier; null for a cancellation */
    ship_date: string | null;
    /** the seller's own place as JSON {city, zipCode, countryCode}; null while none fits */
    ship_from: string | null;
    /** the earliest promise of its pieces: the most urgent goes first */
    deliver_by: string | null;
    failures: Generated<number>;
    created_at: string;
    /** when there is something to do for it, by its state; null = nothing by itself */
    next_try_at: string | null;
    /** when a call for it left last */
    sent_at: string | null;
    /** since when it fails, without a success in between */
    failing_since: string | null;
    accepted_at: string | null;
    /** nothing more is to be done for it; a report by hand once OTTO shows it */
    ended_at: string | null;
    /** when the owner said yes to a cancellation that the shop asks for */
    agreed_at: string | null;
    otto_shipment_id: string | null;
    /** of its first parcel, and how many pieces it has: what figures are made from, kept beside */
    carrier: string | null;
    pieces: Generated<number>;
    /** of a return decision: the condition A to E, and OTTO's own reason */
    condition: ReturnCondition | null;
    decision_reason: AcceptanceReason | RejectionReason | null;
    /** of a price reduction, gross */
    amount_cents: number | null;
    /** what OTTO showed before the first call, JSON: by it an own effect is told from an older one */
    baseline: string | null;
  };
  transmission_pieces: {
    transmission_id: string;
    account_id: string;
    position_item_id: string;
    /** of the report's kind: see LANE_OF */
    lane: Generated<TransmissionLane>;
    /** 0: the report was withdrawn, or is over where a lane may have several; another may take the piece */
    is_active: Generated<number>;
  };
  transmission_parcels: {
    transmission_id: string;
    parcel_no: number;
    carrier: string | null;
    /** what the shop, the file or a person called the carrier */
    carrier_name: string | null;
    tracking_number: string | null;
    return_carrier: string | null;
    return_number: string | null;
  };
  transmission_attempts: {
    attempt_id: Generated<number>;
    transmission_id: string;
    call: AttemptCall;
    at: string;
    ended_at: string | null;
    outcome: AttemptOutcome | null;
    status_code: number | null;
    /** OTTO's own titles, comma separated */
    titles: string | null;
    logref: string | null;
    /** of the connection: see NetworkFault */
    fault: string | null;
  };
  /** How far pools of return numbers are used up. */
  return_pools: {
    /** carrier, form and range: a pool of another range is another pool, whatever it is called */
    pool_key: string;
    /** PostgreSQL gives it as text */
    next_serial: number | string;
  };
  /** Every return tracking number that was ever given to a parcel. */
  return_numbers: {
    carrier: string;
    number: string;
    account_id: string;
    /** null = not from a pool */
    pool_key: string | null;
    transmission_id: string;
    reserved_at: string;
  };
  /** What the owner said a carrier's name means. */
  carrier_choices: {
    name_key: string;
    carrier_name: string;
    carrier: string;
    chosen_at: string;
  };
  /** What OTTO's answers taught about how goods travel. */
  sku_delivery_types: {
    account_id: string;
    sku: string;
    delivery_type: 'parcel' | 'forwarder';
    learned_at: string;
  };
  /** Mails and outgoing webhooks to the owner that are still to leave, or have left. */
  notices: {
    notice_id: Generated<number>;
    channel: NoticeChannel;
    kind: NoticeKind;
    /** of the incident it is about */
    cause: string;
    created_at: string;
    /** null = sent, or given up */
    next_try_at: string | null;
    attempts: Generated<number>;
    sent_at: string | null;
    fault: string | null;
  };
  position_items: {
    account_id: string;
    position_item_id: string;
    sales_order_id: string;
    fulfillment_status: string;
    sku: string;
    payable_cents: number;
    vat_rate_percent: string;
    expected_delivery_at: string | null;
    /** of the order, so that the latest of a SKU are found */
    ordered_at: Generated<string>;
  };
  payments: {
    account_id: string;
    sales_order_id: string;
    order_number: string;
    amount_cents: number;
    payment_method: string | null;
    paid_at: string;
    woo_order_id: number | null;
    changed_at: string;
  };
  order_notes: {
    account_id: string;
    sales_order_id: string;
    note_key: string;
    text: string;
    attempts: number;
    written_at: string | null;
    /** 1: written at once, whatever becomes of the change it belongs to */
    is_urgent: Generated<number>;
  };
  import_runs: {
    import_run_id: string;
    account_id: string;
    cause: string;
    is_rehearsal: number;
    since_at: string | null;
    state: 'running' | 'finished' | 'failed';
    error_code: string | null;
    error_params: string | null;
    started_at: string;
    finished_at: string | null;
    seen: number;
    created: number;
    updated: number;
    unchanged: number;
    backlog: number;
    held: number;
    failed: number;
    skipped: number;
  };
  import_run_lines: {
    line_id: Generated<number>;
    import_run_id: string;
    at: string;
    sales_order_id: string | null;
    order_number: string | null;
    outcome: string;
    woo_order_id: number | null;
    params: string;
  };
  events: {
    event_id: Generated<number>;
    at: string;
    account_id: string;
    sales_order_id: string;
    kind: string;
    params: string;
    /** what brought it about: see EVENT_CAUSES */
    cause: string | null;
  };
  incidents: {
    incident_id: Generated<number>;
    /** one incident per cause: code, account and what it is about */
    cause: string;
    code: string;
    account_id: string | null;
    params: string;
    state: 'open' | 'resolved';
    opened_at: string;
    last_at: string;
    resolved_at: string | null;
    /** since when it is open this time; null = opened before this was kept */
    open_since: string | null;
    /** when the owner was told that it stays open too long */
    alarmed_at: string | null;
    /** the state the owner was told of last */
    noticed_state: 'open' | 'resolved' | null;
  };
  incident_orders: {
    cause: string;
    account_id: string;
    sales_order_id: string;
    /** who found it and alone may take it back */
    source: Generated<CauseSource>;
    /** when the owner said that it is taken care of for this order */
    acknowledged_at: string | null;
  };
  shop_watch: {
    shop: string;
    /** everything changed in the shop before this moment of the shop's clock was looked at */
    cursor_at: string | null;
    /** when the last whole look ended, by our clock */
    looked_at: string | null;
    /** JSON list of shop order ids that were in the import's hands when looked at */
    look_again: Generated<string>;
    /** since when orders of ours change without a webhook delivery; by our clock */
    unannounced_since: string | null;
  };
  shop_webhooks: {
    shop: string;
    topic: string;
    webhook_id: number;
    delivery_url: string;
    /** of the secret it was made with; the shop never tells it */
    secret_fingerprint: string;
    created_at: string;
    /** how often it had to be made anew because the shop had lost or switched it off */
    restored: Generated<number>;
  };
  webhook_deliveries: {
    /** not unique: the shop makes it from webhook and second, so that orders may share it */
    delivery_id: string;
    webhook_id: number | null;
    topic: string;
    woo_order_id: number;
    received_at: string;
    worked_at: string | null;
  };
  reconcile_runs: {
    reconcile_run_id: string;
    account_id: string;
    cause: string;
    /** orders placed at OTTO from here on, up to but without `until_at` */
    from_at: string;
    until_at: string;
    state: 'running' | 'finished' | 'failed';
    error_code: string | null;
    error_params: string | null;
    started_at: string;
    finished_at: string | null;
    at_otto: number;
    in_ledger: number;
    in_shop: number;
    waiting: number;
    kept_out: number;
    /** why orders wait or stay out: how many for each reason, JSON text */
    reasons: Generated<string>;
    differences: number;
  };
  reconcile_differences: {
    difference_id: Generated<number>;
    reconcile_run_id: string;
    account_id: string;
    sales_order_id: string;
    order_number: string;
    code: string;
    params: string;
    repair: string | null;
    repaired_at: string | null;
  };
  mail_proofs: {
    proof_id: string;
    cause: string;
    state: 'running' | 'passed' | 'failed';
    error_code: string | null;
    error_params: string | null;
    /** when the call that makes the test order was about to leave; null = it never was */
    create_sent_at: string | null;
    /** the test order, once it is known */
    woo_order_id: number | null;
    /** 1: a test order of this proof may stand in the shop */
    is_order_open: number;
    /** what was looked at, as JSON of `ProofStep` */
    steps: string;
    /** the shop's own switches for what it sends to buyers, as JSON; null = not asked */
    switches: string | null;
    started_at: string;
    finished_at: string | null;
  };
  leases: {
    name: string;
    holder: string;
    fence: number;
    expires_at: string;
  };
  product_choices: {
    sku: string;
    shop_sku: string;
  };
  settings_documents: {
    name: string;
    body: string;
    version: number;
  };
  /** People who may use the page. `name` is what they log in with, in lower case. */
  users: {
    user_id: string;
    name: string;
    /** salted and memory-hard, with its parameters in front */
    password_hash: string;
    role: Role;
    /** of the page; null = of the browser */
    language: string | null;
    created_at: string;
    last_seen_at: string | null;
  };
  /** Log-ins. What a browser holds is not here, only its hash. */
  sessions: {
    session_hash: string;
    /** null until somebody has logged in with it */
    user_id: string | null;
    data: string;
    expires_at: string;
  };
  /** Keys of programs. The key itself is shown once and kept nowhere. */
  api_tokens: {
    api_token_id: string;
    name: string;
    token_hash: string;
    role: Role;
    /** areas of the web service it is confined to, JSON list; null = all */
    areas: string | null;
    created_by: string;
    created_at: string;
    last_used_at: string | null;
    revoked_at: string | null;
  };
  login_throttles: {
    throttle_key: string;
    points: number;
    expires_at: string | null;
  };
  /** Consents asked for at the shop's own page, by the hash of their state. */
  shop_consents: {
    state_hash: string;
    shop_url: string;
    asked_by: string;
    asked_at: string;
    expires_at: string;
    /** null while nothing came back; a code after it */
    outcome: string | null;
  };
  /** Who changed what. Params hold names of settings, never secrets. */
  audit_entries: {
    audit_entry_id: Generated<number>;
    at: string;
    actor_kind: ActorKind;
    /** name of the user or of the token; of the machine's user for the command line */
    actor: string;
    /** name of the operation or of the command */
    action: string;
    /** what it was done to, e.g. `accounts.main` */
    subject: string | null;
    details: Generated<string>;
  };
  /** A list as somebody likes to see it: its name and the query of its address. */
  saved_views: {
    saved_view_id: string;
    user_id: string;
    list: string;
    name: string;
    query: string;
    created_at: string;
  };
  /** What the jobs did, the latest of each; imports have their runs besides. */
  job_runs: {
    job_run_id: Generated<number>;
    /** as in plugin-manifest.json */
    job: string;
    account_id: string | null;
    cause: string;
    started_at: string;
    /** the last sign of life while it runs */
    seen_at: string;
    /** null while it runs, or of a process that ended in it */
    ended_at: string | null;
    outcome: JobOutcome | null;
    /** counters and the code of a fault, JSON */
    details: Generated<string>;
  } /** What OTTO's list of returns says of a piece, the newest of it. */;
  returns: {
    account_id: string;
    position_item_id: string;
    /** may be of an order the ledger does not know */
    sales_order_id: string;
    /** a ReturnStatus, OTTO's own word where it is not known, or CAME_BACK where OTTO lists none */
    status: string;
    /** 1: nothing is decided about it at OTTO, and the goods are there: back, or at OTTO instead */
    is_to_decide: Generated<number>;
    occurred_at: string;
    condition: string | null;
    reason: string | null;
    /** of a misdirected one, as OTTO names it */
    order_number: string | null;
    otto_warehouse_id: string | null;
    first_seen_at: string;
    /** when it was last seen to be something else than before */
    changed_at: string;
  };
  /** The numbers under which a piece comes back. */
  return_tracking: {
    account_id: string;
    position_item_id: string;
    /** as a scanner's text is compared: upper case, letters and digits alone */
    number_key: string;
    carrier: string | null;
    tracking_number: string;
  };
  /** Parcels on their way back. */
  return_shipments: {
    account_id: string;
    return_shipment_id: string;
    carrier: string | null;
    tracking_number: string | null;
    number_key: string | null;
    created_at: string | null;
    /** the newest: ANNOUNCED, ON_THE_WAY, DELIVERED, or OTTO's own word */
    state: string | null;
    state_at: string | null;
    seen_at: string;
  };
  return_shipment_pieces: {
    account_id: string;
    return_shipment_id: string;
    position_item_id: string;
    sales_order_id: string;
  };
  /** How far lists of OTTO or of the shop were read: `returns`, `return-shipments`, `receipts`, … */
  read_cursors: {
    account_id: string;
    what: string;
    /** everything before it was read */
    cursor_at: string | null;
    /** when a whole look ended last, by our clock */
    read_at: string | null;
  };
  /** OTTO's receipts, without whom they are for. */
  receipts: {
    account_id: string;
    receipt_number: string;
    receipt_type: ReceiptType;
    sales_order_id: string;
    order_number: string | null;
    created_at: string;
    /** 0: a technical one, or one for Helgoland or Büsingen */
    is_real: Generated<number>;
    /** never negative: the type says which way the money went */
    gross_cents: number;
    /** after vouchers, which are a means of payment */
    due_cents: number | null;
    items_cents: Generated<number>;
    fees_cents: Generated<number>;
    services_cents: Generated<number>;
    discounts_cents: Generated<number>;
    vouchers_cents: Generated<number>;
    /** JSON list of {ratePercent, grossCents, netCents, taxCents} */
    taxes: Generated<string>;
    linked_receipt_number: string | null;
    /** OTTO's refundType or partialRefundType */
    refund_kind: string | null;
    payment_method: string | null;
    /** of its order, as in receipt_checks: kept beside, so that lists are made by it */
    check_state: Generated<ReceiptCheckState>;
    read_at: string;
  };
  receipt_pieces: {
    account_id: string;
    receipt_number: string;
    position_item_id: string;
    /** what the receipt names for this piece; null = only for several together */
    cents: number | null;
  };
  /** Money that went back at OTTO while the sale stands: see MoneyBack. */
  money_back: {
    account_id: string;
    money_key: string;
    sales_order_id: string;
    position_item_id: string | null;
    kind: MoneyBack['kind'];
    cents: number;
    receipt_number: string | null;
    at: string;
  };
  /** Whether receipts, OTTO's order and the shop order say the same of an order. */
  receipt_checks: {
    account_id: string;
    sales_order_id: string;
    state: ReceiptCheckState;
    /** JSON of a ReceiptComparison, and since when it differs */
    details: Generated<string>;
    checked_at: string | null;
    /** to be compared (again) from then on; null = when something changes */
    look_at: string | null;
  };
  /** Of each scheduled job the time at which it was due last, taken by the process that ran it. */
  job_slots: {
    name: string;
    /** UTC ISO */
    slot: string;
  };
  /** Refunds that stand in orders of the shop, or stood there. */
  shop_refunds: {
    account_id: string;
    sales_order_id: string;
    /** WooCommerce's id */
    refund_id: number;
    cents: number;
    /** UTC ISO */
    booked_at: string;
    /** UTC ISO; null = it stands there */
    removed_at: string | null;
  };
  /** Receipts that OTTO lists and nobody here can read. */
  unreadable_receipts: {
    account_id: string;
    /** '' = that one can't be read either */
    receipt_number: string;
    /** when OTTO was asked for it last, UTC ISO */
    asked_at: string;
  };
  /** Every SKU that OTTO ever named, and what stands behind it in the shop. */
  skus: {
    account_id: string;
    sku: string;
    ean: string | null;
    title: string | null;
    first_seen_at: string;
    last_ordered_at: string | null;
    /** 1: OTTO's list of quantities has it */
    is_at_otto: Generated<number>;
    /** null = not looked for yet */
    match: SkuMatchKind | null;
    /** JSON list of SkuPart */
    parts: Generated<string>;
    matched_at: string | null;
  };
  /** The owner's sets: one OTTO SKU, several shop products. */
  product_sets: {
    sku: string;
    /** JSON list of {shopSku, quantity, weight} */
    parts: string;
    changed_at: string;
  };
  /** What OTTO is told of the stock of a SKU. */
  stock_levels: {
    account_id: string;
    sku: string;
    /** the owner's own for this SKU; null = the common ones */
    buffer: number | null;
    cap: number | null;
    /** what the shop has, in pieces of the OTTO SKU; null = nothing that counts, `shop_state` says why */
    shop_quantity: number | null;
    shop_state: string | null;
    shop_params: string | null;
    shop_read_at: string | null;
    /** pieces sold at OTTO that the shop has not taken from its stock yet */
    reserved: Generated<number>;
    /** what OTTO is to show; null = it is not told */
    target: number | null;
    /** what OTTO took last */
    pushed: number | null;
    pushed_at: string | null;
    otto_quantity: number | null;
    otto_changed_at: string | null;
    otto_read_at: string | null;
    state: StockState;
    /** what there is to say about OTTO's side: an OttoStockFindingCode */
    reason: string | null;
    reason_params: string | null;
    /** how often the same number was sent again because OTTO showed another */
    resends: Generated<number>;
    /** 1: to be sent whether OTTO has it or not */
    is_wished: Generated<number>;
    next_try_at: string | null;
    /** since when OTTO has shown another number than it took */
    differs_since: string | null;
    /** 1: the target is zero because of the vacation */
    is_away: Generated<number>;
    /** what OTTO showed before the vacation, where the bridge tells it nothing otherwise */
    restore: number | null;
    /** when its number is to be read from the shop (again) */
    look_at: string | null;
    /** how often that was asked for: what is asked for while it is done is done again */
    looks_asked: Generated<number>;
  };
  /** Which products of the shop a SKU's number was last made from. */
  stock_parts: {
    account_id: string;
    sku: string;
    product_id: number;
    /** 0 = the product itself */
    variation_id: number;
    shop_sku: string;
    quantity: number;
  };
};
