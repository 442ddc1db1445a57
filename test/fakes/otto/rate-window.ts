/** Lets through so many calls within any one second, per key. */
export class RateWindow {
  readonly #nowMs: () => number;
  readonly #admitted = new Map<string, number[]>();

  /** @param nowMs real milliseconds, not the injected clock: a standing clock must not make a limit */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  admits(key: string, perSecond: number): boolean {
    const now = this.#nowMs();
    const recent = (this.#admitted.get(key) ?? []).filter((moment) => now - moment < 1000);
    const admitted = recent.length < perSecond;
    if (admitted) recent.push(now);
    this.#admitted.set(key, recent);
    return admitted;
  }
}
