import type { WirePositionItem } from '../../fixtures/otto/index.ts';
import { MAIN } from '../support/world.ts';
import type { StepAfterSale } from './after-sale-steps.ts';
import { bridgeActs } from './bridge-acts.ts';
import { atOtto, type Chronicle, isExplained, type OrderLog, withFirst } from './chronicle.ts';
import { hasLeft, phaseOf, priceCents, sum } from './shop-sums.ts';

/**
 * Lets something happen at OTTO to what was sent.
 *
 * @returns the story's sentence; undefined when it can't happen now
 */
export function happenAfterSale(chronicle: Chronicle, step: StepAfterSale): string | undefined {
  const told = withFirst(chronicle, step.order, (log) => {
    const done =
      step.do === 'refund fee'
        ? refundFee(chronicle, log, step.cents)
        : onPiece(chronicle, log, step);
    if (done !== undefined && log.deleted !== 'no') log.changedSinceDeleted = true;
    return done;
  });
  return told && `OTTO: ${told}`;
}

function onPiece(
  chronicle: Chronicle,
  log: OrderLog,
  step: Exclude<StepAfterSale, { do: 'refund fee' }>,
): string | undefined {
  const { otto } = chronicle.world;
  const { positionItems } = atOtto(chronicle, log);
  // What OTTO has done and does not show yet is done.
  const inState = (state: string) =>
    positionItems.filter(({ positionItemId }) => {
      const found = otto.state.orders.findPiece(positionItemId);
      const isOurs = !otto.state.foreignPositionItemIds.has(positionItemId);
      return isOurs && found?.piece.fulfillmentStatus === state;
    });
  const sent = inState('SENT');
  // Where nobody packs, hardly anything would be sent by the time.
  const candidates = sent.length > 0 || chronicle.shipping ? sent : inState('PROCESSABLE');
  const piece = candidates[step.piece % Math.max(1, candidates.length)];
  if (!piece) return undefined;
  if (candidates !== sent) otto.send(log.salesOrderId, [piece.positionItemId]);
  const { positionItemId: id, product } = piece;
  const name = `a piece of ${product.productTitle}${candidates === sent ? '' : ', shipped just now,'}`;
  switch (step.do) {
    case 'reduce price': {
      if (step.cents >= priceCents(piece) - otto.reductions.totalCents(id)) return undefined;
      otto.reduceByHand(id, step.cents);
      return `${log.letter}: ${name} reduced by ${(step.cents / 100).toFixed(2)}`;
    }
    case 'announce return':
      if (step.goesToOtto) otto.misdirect(id);
      else otto.announce(id);
      return `${log.letter}: ${name} is on its way back${step.goesToOtto ? ', to OTTO' : ''}`;
    case 'disown piece':
      otto.state.foreignPositionItemIds.add(id);
      return `${log.letter}: ${name} is taken for another seller's from now on`;
    case 'accept return':
      otto.acceptByHand(id, { condition: step.condition });
      return `${log.letter}: ${name} accepted in condition ${step.condition}`;
    default:
      if (otto.returns.find(id)?.status === 'REJECTED') return undefined;
      otto.rejectByHand(id);
      return `${log.letter}: ${name} rejected`;
  }
}

function refundFee(
  { world }: Chronicle,
  log: OrderLog,
  cents: number | undefined,
): string | undefined {
  const { receipts } = world.otto;
  const billed = sum(
    receipts.of(log.salesOrderId, 'PURCHASE').flatMap(({ fees }) => fees.map((fee) => fee.cents)),
  );
  const back = Math.min(cents ?? billed, billed);
  if (back === 0 || log.feesBackCents + back > billed) return undefined;
  world.otto.refundFee(log.salesOrderId, cents);
  log.feesBackCents += back;
  return `${log.letter}: ${(back / 100).toFixed(2)} of the delivery fee refunded`;
}

/** What went back of an order beyond the pieces that left it; nothing before it is released as a whole. */
export function wentBackCents(chronicle: Chronicle, log: OrderLog): number {
  const salesOrder = atOtto(chronicle, log);
  if (phaseOf(salesOrder) === 'announced') return 0;
  const kept = salesOrder.positionItems.filter((piece) => !hasLeft(piece));
  return sum(kept.map((piece) => reducedCents(chronicle, piece))) + log.feesBackCents;
}

export function reducedCents(
  { world }: Chronicle,
  { positionItemId }: Pick<WirePositionItem, 'positionItemId'>,
): number {
  const processed = world.otto.reductions
    .of(positionItemId)
    .filter(({ status }) => status === 'PROCESSED');
  return sum(processed.map(({ cents }) => cents));
}

/** One run of each job that reads what came after the sale. */
export async function readAfterSale(
  chronicle: Chronicle,
  what: 'receipts' | 'returns' | 'both' = 'both',
): Promise<void> {
  const { bridge } = chronicle.world;
  const asked = {
    accountId: MAIN,
    signal: new AbortController().signal,
    holderKind: 'service',
  } as const;
  await bridgeActs(
    chronicle,
    `reads ${what === 'both' ? 'receipts and returns' : what}`,
    async () => {
      const outcomes = [
        ...(what === 'returns' ? [] : await bridge.receipts.read(asked)),
        ...(what === 'receipts' ? [] : await bridge.readReturns(asked)),
      ];
      for (const { result } of outcomes) {
        const fault = result.ran ? result.fault : { code: result.why };
        if (fault && !isExplained(chronicle)) {
          chronicle.breaches.push(
            `what came after the sale was not read: ${JSON.stringify(fault)}`,
          );
        }
      }
    },
  );
}
