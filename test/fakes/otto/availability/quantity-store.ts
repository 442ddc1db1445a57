export type Quantity = { sku: string; quantity: number };

/** One call that OTTO took, and what it took of it. */
export type QuantityPush = {
  /** UTC ISO 8601. */
  pushedAt: string;
  /** As sent, unknown SKUs included. */
  asked: Quantity[];
  /** Those that have an effect. */
  taken: Quantity[];
};

type Change = Quantity & { atMs: number };

/** The stock OTTO believes in, with its history, and which SKUs it knows at all. */
export class QuantityStore {
  /** Every push, oldest first. */
  readonly pushes: QuantityPush[] = [];
  readonly #known = new Set<string>();
  readonly #forgotten = new Set<string>();
  readonly #changes = new Map<string, Change[]>();

  /** These SKUs have a MOIN from now on: they take stock. */
  know(...skus: string[]): void {
    for (const sku of skus) {
      this.#known.add(sku);
      this.#forgotten.delete(sku);
    }
  }

  /** What OTTO sells it knows, unless it was made to forget it. */
  knowSold(sku: string): void {
    if (!this.#forgotten.has(sku)) this.#known.add(sku);
  }

  /** These SKUs are unknown from now on, and what they had is gone. */
  forget(...skus: string[]): void {
    for (const sku of skus) {
      this.#known.delete(sku);
      this.#forgotten.add(sku);
      this.#changes.delete(sku);
    }
  }

  knows(sku: string): boolean {
    return this.#known.has(sku);
  }

  /** Keeps the push and makes its known SKUs' numbers true. */
  push(asked: Quantity[], at: Date): QuantityPush {
    const taken = asked.filter(({ sku }) => this.#known.has(sku));
    for (const { sku, quantity } of taken) this.set(sku, quantity, at);
    const push = { pushedAt: at.toISOString(), asked, taken };
    this.pushes.push(push);
    return push;
  }

  set(sku: string, quantity: number, at: Date): void {
    const change = { sku, quantity, atMs: at.getTime() };
    const changes = this.#changes.get(sku);
    if (changes === undefined) this.#changes.set(sku, [change]);
    else changes.push(change);
  }

  /** The number OTTO sells by; undefined when it never had one. */
  quantity(sku: string): number | undefined {
    return this.#changes.get(sku)?.at(-1)?.quantity;
  }

  /** The last number pushed for a SKU that was taken. */
  lastPushed(sku: string): number | undefined {
    return this.pushes.flatMap(({ taken }) => taken).findLast((entry) => entry.sku === sku)
      ?.quantity;
  }

  /** What a reader sees to whom nothing newer than this moment has come through, by SKU. */
  seenAt(moment: number): (Quantity & { lastModified: string })[] {
    return [...this.#changes.values()]
      .flatMap((changes) => changes.findLast(({ atMs }) => atMs <= moment) ?? [])
      .sort((one, other) => (one.sku < other.sku ? -1 : 1))
      .map(({ sku, quantity, atMs }) => ({
        sku,
        quantity,
        lastModified: new Date(atMs).toISOString(),
      }));
  }
}
