import type { Generated } from 'kysely';

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
  };
  incident_orders: {
    cause: string;
    account_id: string;
    sales_order_id: string;
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
};
