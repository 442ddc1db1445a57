import { inspect } from 'node:util';

const MASK = '•••';

/** An opened secret. Only `reveal()` gives it; printed, logged or turned into JSON it is '•••'. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
