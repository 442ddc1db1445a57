import { atOtto, type Chronicle, type OrderLog, type Say } from './chronicle.ts';
import { priceCents, sum } from './shop-sums.ts';

/** What OTTO's refusals of decisions come to, be they ordered by the history or OTTO's own. */
export const REFUSED = [
  'report-otto-refused',
  'report-return-not-possible',
  'report-piece-unknown-at-otto',
];

/** OTTO takes the piece for another seller's. */
export function isForeign({ world }: Chronicle, positionItemId: string): boolean {
  return world.otto.state.foreignPositionItemIds.has(positionItemId);
}

/** Each price reduction is at OTTO once for each time it was asked for; OTTO adds repeats up. */
export function judgeReductions(
  chronicle: Chronicle,
  log: OrderLog,
  codes: readonly string[],
  say: Say,
): void {
  const { everReduced, reduced, movedBackward, wasDecisionRefused } = log.reporting;
  const nameOf = ({ positionItemId, cents }: { positionItemId: string; cents: number }) =>
    `${positionItemId} ${cents}`;
  for (const [name, asked] of Map.groupBy(everReduced, nameOf)) {
    const [first] = asked;
    const all = chronicle.world.otto.reductions
      .of(first?.positionItemId ?? '')
      .filter((one) => nameOf(one) === name);
    const byCall = all.filter(({ by }) => by === 'call').length;
    const euros = ((first?.cents ?? 0) / 100).toFixed(2);
    if (byCall > asked.length) {
      say(`reduced by ${euros} at OTTO ${byCall} times, asked for ${asked.length} times`);
    }
    const wanted = [...reduced.values()].filter((one) => nameOf(one) === name).length;
    // One that somebody made at OTTO by hand meanwhile may be taken for ours.
    if (all.length >= wanted || movedBackward || log.vanished.length > 0) continue;
    const piece = atOtto(chronicle, log).positionItems.find(
      ({ positionItemId }) => positionItemId === first?.positionItemId,
    );
    const isGone = piece?.fulfillmentStatus !== 'SENT';
    const others = chronicle.world.otto.reductions.of(first?.positionItemId ?? '');
    const goneCents = sum(others.map(({ cents }) => cents));
    const isTooMuch = !piece || (first?.cents ?? 0) >= priceCents(piece) - goneCents;
    const excuses = [
      ...(wasDecisionRefused || isForeign(chronicle, first?.positionItemId ?? '')
        ? [...REFUSED, 'report-reduction-not-possible']
        : []),
      ...(isGone ? ['report-reduction-not-possible'] : []),
      ...(isTooMuch ? ['report-reduction-too-high'] : []),
      ...(others.some(({ status }) => status === 'REJECTED') ? ['report-reduction-refused'] : []),
      // First it has to be known what becomes of the return.
      ...[...log.reporting.decided.values()].flatMap(({ kind }) =>
        kind === 'acceptance' ? ['report-otto-refused', 'report-return-rejected-at-otto'] : [],
      ),
    ];
    if (codes.some((code) => excuses.includes(code))) continue;
    say(
      `asked to reduce by ${euros} ${wanted} times, ${all.length} at OTTO, and no incident tells why (open: ${codes.join(', ') || 'none'})`,
    );
  }
}
