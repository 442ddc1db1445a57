import { type Answer, isRecord, refusal } from '../answer.ts';

/** Ends the reading of a body with OTTO's answer to it. */
export class BodyRefusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(JSON.stringify(answer.json));
    this.answer = answer;
  }
}

/** Reads fields of a JSON body and refuses as OTTO does, naming the place in `jsonPath`. */
export class BodyReader {
  readonly #requestPath: string;
  readonly #status: number;

  /** @param status of the answer when a field is missing or wrong */
  constructor(requestPath: string, status = 400) {
    this.#requestPath = requestPath;
    this.#status = status;
  }

  record(value: unknown, jsonPath: string): Record<string, unknown> {
    if (value === undefined || value === null) throw this.missing(jsonPath);
    if (!isRecord(value)) throw this.invalid(jsonPath, 'an object is expected');
    return value;
  }

  list(value: unknown, jsonPath: string): unknown[] {
    if (value === undefined || value === null) throw this.missing(jsonPath);
    if (!Array.isArray(value)) throw this.invalid(jsonPath, 'an array is expected');
    if (value.length === 0) throw this.missing(jsonPath);
    return value;
  }

  /** A text that is there and fits `pattern`. */
  text(value: unknown, jsonPath: string, pattern = /./): string {
    if (value === undefined || value === null || value === '') throw this.missing(jsonPath);
    if (typeof value !== 'string') throw this.invalid(jsonPath, 'a string is expected');
    if (!pattern.test(value)) throw this.invalid(jsonPath, `${value} does not fit ${pattern}`);
    return value;
  }

  missing(jsonPath: string): BodyRefusal {
    return this.refuse(this.#status, 'PROPERTY_IS_MANDATORY', `${jsonPath} is mandatory`, jsonPath);
  }

  /** The title for wrong values is not documented; it is the one of the general sample (6.3). */
  invalid(jsonPath: string, detail: string): BodyRefusal {
    return this.refuse(this.#status, 'Invalid Attribute', detail, jsonPath);
  }

  refuse(status: number, title: string, detail: string, jsonPath?: string): BodyRefusal {
    return new BodyRefusal(
      refusal(status, this.#requestPath, {
        title,
        detail,
        ...(jsonPath === undefined ? {} : { jsonPath }),
      }),
    );
  }
}

/** The effect's answer, or the refusal that ended it. */
export function refusable(effect: () => Answer): Answer {
  try {
    return effect();
  } catch (error) {
    if (error instanceof BodyRefusal) return error.answer;
    throw error;
  }
}
