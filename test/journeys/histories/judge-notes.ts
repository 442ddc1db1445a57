import { atOtto, type Chronicle, type OrderLog, type Say, type ShopSide } from './chronicle.ts';
import { idsOfRefund, isCancelled } from './shop-sums.ts';

/** How notes about one piece begin, and which pieces they are about. */
const ABOUT_ONE_PIECE = [
  { begins: 'OTTO Market hat storniert: 1 × ', isCancelled: true },
  { begins: 'Retoure bei OTTO Market angenommen: 1 × ', isCancelled: false },
];

const ABOUT_MONEY = ['Preisnachlass bei OTTO Market: ', 'OTTO Market hat Versandkosten erstattet'];

/** Each piece that left a paid order has its note, and none twice; none goes to the buyer. */
export function judgeNotes(
  chronicle: Chronicle,
  log: OrderLog,
  { order, refunds }: ShopSide,
  say: Say,
): void {
  const notes = chronicle.world.shop.state.notes.filter(
    (note) => note.orderId === order.id && note.note.includes('OTTO Market'),
  );
  if (notes.some(({ customerNote }) => customerNote)) say('a note goes to the buyer');
  // The shop keeps notes as HTML.
  const texts = notes.map(({ note }) => note.replaceAll('&amp;', '&'));
  const { positionItems } = atOtto(chronicle, log);
  const pieces = [...positionItems, ...log.vanished];
  const refunded = refunds.flatMap(idsOfRefund);
  const ofPieces = new Set<string>();
  for (const about of ABOUT_ONE_PIECE) {
    for (const title of new Set(pieces.map(({ product }) => product.productTitle))) {
      const left = pieces.filter(
        (piece) => piece.product.productTitle === title && isCancelled(piece) === about.isCancelled,
      );
      const due = left.filter(({ positionItemId }) => refunded.includes(positionItemId)).length;
      const found = texts.filter((text) => text.startsWith(about.begins + title));
      for (const text of found) ofPieces.add(text);
      if (found.length > left.length)
        say(`${found.length} notes, ${left.length} pieces: ${found[0]}`);
      // Of equal notes a ledger put back from a copy can't tell which pieces they are about.
      const least = chronicle.hasLostLedger ? Math.min(1, due) : due;
      if (found.length < least) say(`${due} pieces of ${title} left, ${found.length} notes say so`);
    }
  }
  // Two reductions of one sum have equal notes; that each is booked once is judged by the refunds.
  const isOfMoney = (text: string) => ABOUT_MONEY.some((begins) => text.startsWith(begins));
  const others = texts.filter((text) => !ofPieces.has(text) && !isOfMoney(text));
  const twice = others.find((text, index) => others.indexOf(text) !== index);
  if (twice !== undefined) say(`a note stands twice: ${twice}`);
}
