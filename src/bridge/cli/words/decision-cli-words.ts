/** Commands about returns that are decided, and money that goes back for kept pieces. */
export type DecisionCommandName = 'accept-return' | 'reject-return' | 'reduce-price';

export type DecisionOptionName =
  | 'decidedPiece'
  | 'reducedPiece'
  | 'condition'
  | 'acceptReason'
  | 'rejectReason'
  | 'decideYes'
  | 'amount'
  | 'reduceAgain';

export type DecisionValueName = 'reason' | 'condition' | 'amount';

/** What these commands answer. */
export type DecisionAnswers = {
  /** nothing was committed; the command that does it follows */
  confirmHint: string;
  /** no piece was named, and none is to be decided about; a command for each that could be follows */
  nameThem: string;
  piece: (piece: { sku: string; positionItemId: string; amount: string; word: string }) => string;
  room: (price: { price: string; reduced: string; left: string }) => string;
  notFromOtto: string;
};
