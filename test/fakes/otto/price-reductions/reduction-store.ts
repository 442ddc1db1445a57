export type ReductionStatus = 'INITIATED' | 'PROCESSED' | 'REJECTED';

/** One reduction of a piece's price. */
export type Reduction = {
  /** Ours, for the verbs; OTTO shows none. */
  id: number;
  positionItemId: string;
  salesOrderId: string;
  cents: number;
  /** UTC ISO 8601. */
  createdAt: string;
  status: ReductionStatus;
  /** Of its PARTIAL_REFUND; reserved from the beginning. */
  receiptNumber: string;
  partialRefundType: string;
  by: 'call' | 'hand';
};

/** All reductions, oldest first. Those of one piece add up. */
export class ReductionStore {
  readonly #reductions: Reduction[] = [];

  add(content: Omit<Reduction, 'id' | 'status'>): Reduction {
    const reduction: Reduction = {
      ...content,
      id: this.#reductions.length + 1,
      status: 'INITIATED',
    };
    this.#reductions.push(reduction);
    return reduction;
  }

  /** What of the piece is INITIATED will not come about. */
  rejectInitiated(positionItemId: string): void {
    for (const reduction of this.of(positionItemId)) {
      if (reduction.status === 'INITIATED') reduction.status = 'REJECTED';
    }
  }

  all(): Reduction[] {
    return [...this.#reductions];
  }

  of(positionItemId: string): Reduction[] {
    return this.#reductions.filter((reduction) => reduction.positionItemId === positionItemId);
  }

  find(id: number): Reduction | undefined {
    return this.#reductions[id - 1];
  }

  /** How often the piece was reduced, by call or by hand, rejected ones left out. */
  timesReduced(positionItemId: string): number {
    return this.#standing(positionItemId).length;
  }

  /** What was taken off the piece, rejected ones left out. */
  totalCents(positionItemId: string): number {
    return this.#standing(positionItemId).reduce((sum, { cents }) => sum + cents, 0);
  }

  wipe(): void {
    this.#reductions.length = 0;
  }

  #standing(positionItemId: string): Reduction[] {
    return this.of(positionItemId).filter(({ status }) => status !== 'REJECTED');
  }
}
