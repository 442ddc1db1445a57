export type ReturnStatus = 'ANNOUNCED' | 'ACCEPTED' | 'REJECTED' | 'MISDIRECTED';

/** What stands beside a status in the list (section 5.1); each status has its own. */
export type ReturnDetails = {
  returnTrackingKey?: { carrier: string; trackingNumbers: string[] };
  condition?: string;
  reason?: string;
  orderNumber?: string;
  ottoWarehouseId?: string;
};

/** One change of a piece's return, as the list shows it. */
export type ReturnEntry = {
  positionItemId: string;
  salesOrderId: string;
  status: ReturnStatus;
  /** UTC ISO 8601. */
  occurredTime: string;
  details: ReturnDetails;
};

/** A decision that had its effect. */
export type TakenDecision = {
  kind: 'accepted' | 'rejected';
  positionItemId: string;
  /** UTC ISO 8601. */
  decidedAt: string;
  by: 'call' | 'hand' | 'marketplace';
};

/** All changes of returns, oldest first, and which decisions had an effect. */
export class ReturnStore {
  readonly #entries: ReturnEntry[] = [];
  readonly #decisions: TakenDecision[] = [];

  /** Takes the newest status of a piece's return. */
  note(entry: ReturnEntry): void {
    this.#entries.push(entry);
  }

  noteDecision(decision: TakenDecision): void {
    this.#decisions.push(decision);
  }

  /** Every change, oldest first. */
  history(positionItemId?: string): ReturnEntry[] {
    return this.#entries.filter(
      (entry) => positionItemId === undefined || entry.positionItemId === positionItemId,
    );
  }

  /** The newest status of a piece's return. */
  find(positionItemId: string): ReturnEntry | undefined {
    return this.#entries.findLast((entry) => entry.positionItemId === positionItemId);
  }

  /** The newest status of each piece that has a return. */
  all(): ReturnEntry[] {
    return [...new Map(this.#entries.map((entry) => [entry.positionItemId, entry])).values()];
  }

  /** Every decision that had an effect, by call or by hand. */
  decisions(): TakenDecision[] {
    return [...this.#decisions];
  }

  /** How often accepting had an effect; 1 = exactly once. */
  timesAccepted(positionItemId: string): number {
    return this.#times('accepted', positionItemId);
  }

  timesRejected(positionItemId: string): number {
    return this.#times('rejected', positionItemId);
  }

  wipe(): void {
    this.#entries.length = 0;
    this.#decisions.length = 0;
  }

  #times(kind: TakenDecision['kind'], positionItemId: string): number {
    return this.#decisions.filter(
      (decision) => decision.kind === kind && decision.positionItemId === positionItemId,
    ).length;
  }
}
