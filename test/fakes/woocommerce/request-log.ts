/** One request as it came in, before anything was decided about it. */
export type LoggedRequest = {
  readonly method: string;
  /** Path as sent, without query. */
  readonly path: string;
  /** Query as PHP reads it, without the parameters of OAuth. */
  readonly query: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON or form body; undefined without one or when it is broken. */
  readonly body: unknown;
  readonly rawBody: string;
  readonly at: Date;
  /** Set when the shop has decided on an answer, also when nobody waits for it any more. */
  status: number | undefined;
  /** Nothing more happens by it: it was answered, or its connection broken. */
  isOver: boolean;
};
