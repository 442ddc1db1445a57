/** Gaps of a sentence, as mapping issues, incidents, events and errors carry them. */
export type Params = Record<string, string | number>;

export type Language = 'de' | 'en';

/**
 * One thing told to the owner: what happened, with ids and sums; what follows from it; what to do.
 * Each is one or two plain sentences; nothing is to be done where `todo` is undefined.
 */
export type Saying = { what: string; follows: string | undefined; todo: string | undefined };

/** The params of one sentence, ready to be put into it in its language. */
export type Gaps = {
  /** begins a sentence: "Bestellung bu5h6x7z2k", or "Diese Bestellung" where no number is known */
  order: string;
  /** what is known of why no usable answer came, in brackets with a space before; else "" */
  because: string;
  /** present and not empty */
  has(name: string): boolean;
  text(name: string): string;
  /** somebody else's sentence, without its full stop, to be put in quotation marks */
  quote(name: string): string;
  /** a number as the language writes it */
  number(name: string): string;
  /** integer cents as money */
  sum(name: string): string;
  moment(name: string): string;
  phase(name: string): string;
  /** where a single piece stands at OTTO */
  fulfillmentStatus(name: string): string;
  /** where a report to OTTO stands */
  transmissionState(name: string): string;
  /** OTTO's reason for a cancellation, or its own word where it is new */
  cancellationReason(name: string): string;
  /** which of the order's two addresses */
  address(name: string): string;
  /** a list of address fields */
  fields(name: string): string;
  /** a file, or where else settings lie */
  place(name: string): string;
  /** a secret by its position in the settings */
  secret(name: string): string;
  /** a fault of a file, by its short name such as ENOSPC */
  fileFault(name: string): string;
};

export type Say = (gaps: Gaps) => Saying;

/** A sentence of the timeline; `what` is what the reason in the params says. */
export type SayEvent = (gaps: Gaps, what: string) => string;

/** What each of the two sides an owner can choose does; whole sentences. */
export type SayChoice = (gaps: Gaps) => { otto: string; shop: string };
