/** Commands about the shop's stock at OTTO. */
export type StockCommandName =
  | 'stock'
  | 'vacation'
  | 'vacation status'
  | 'vacation on'
  | 'vacation off';

export type StockOptionName =
  | 'stockSku'
  | 'stockAccount'
  | 'stockState'
  | 'stockPush'
  | 'vacationYes';

/** What these commands answer. */
export type StockAnswers = {
  column: Record<'sku' | 'shop' | 'reserved' | 'target' | 'otto' | 'state', string>;
  none: string;
  pushed: (counts: { asked: string; pushed: string; refused: number }) => string;
  /** ends an answer that changed nothing */
  onlyShown: string;
};
