type Moment = { realMs: number; toldMs: number };

/** Lets through so many calls within any one second, per key. */
export class RateWindow {
  readonly #realMs: () => number;
  readonly #toldMs: () => number;
  readonly #admitted = new Map<string, Moment[]>();

  /**
   * A second is over as soon as one of the clocks says so: where the injected one stands, a second of
   * the machine ends the limit; where it leaps, a fast machine must not make one.
   *
   * @param realMs real milliseconds
   * @param toldMs by the injected clock
   */
  constructor(realMs: () => number, toldMs: () => number) {
    this.#realMs = realMs;
    this.#toldMs = toldMs;
  }

  admits(key: string, perSecond: number): boolean {
    const now = { realMs: this.#realMs(), toldMs: this.#toldMs() };
    const recent = (this.#admitted.get(key) ?? []).filter(
      ({ realMs, toldMs }) => now.realMs - realMs < 1000 && now.toldMs - toldMs < 1000,
    );
    const admitted = recent.length < perSecond;
    if (admitted) recent.push(now);
    this.#admitted.set(key, recent);
    return admitted;
  }
}
