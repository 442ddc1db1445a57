/** What a line of the shop order stands for. */
export type ShippedLine = {
  lineId: number;
  ids: string[];
  quantity: number;
  /** pieces in refunds that a person booked */
  refunded: number;
};

/** What the shop says about what left, at some moment. */
export type ShopWord = {
  status: string;
  /** all of it left */
  isShipped: boolean;
  /** a person called it off */
  isOff: boolean;
  lines: ShippedLine[];
  /** noted for the order as a whole */
  numbers: string[];
  /** parcels that left, with what is in them by line */
  fulfilled: { number: string | undefined; quantities: Map<number, number> }[];
};
