/** A place where a request can be seen to arrive and can be held until released. */
export class Gate {
  /** Resolves when somebody arrives for the first time. */
  readonly reached: Promise<void>;
  readonly #opened: Promise<void>;
  #arrived: () => void = () => {};
  #open: () => void = () => {};

  constructor() {
    this.reached = new Promise((resolve) => {
      this.#arrived = resolve;
    });
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  /** Notes the arrival without waiting. */
  arrive(): void {
    this.#arrived();
  }

  /** Notes the arrival and waits until the gate is open. */
  pass(): Promise<void> {
    this.#arrived();
    return this.#opened;
  }

  open(): void {
    this.#open();
  }
}
