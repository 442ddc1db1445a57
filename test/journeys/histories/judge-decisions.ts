import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import { atOtto, type Chronicle, type OrderLog, type Say } from './chronicle.ts';
import { isForeign, judgeReductions, REFUSED } from './judge-reductions.ts';
import type { OttoCall } from './otto-call.ts';
import { isAnswered } from './watch-otto.ts';

/**
 * Judges what was decided in a call about one piece: only what the owner said, of a piece that was
 * sent, and nothing that OTTO had said yes to before.
 *
 * @param state OTTO's word for the piece, as the bridge knew it
 */
export function judgeDecisionCall(
  chronicle: Chronicle,
  { salesOrderId, reporting }: OrderLog,
  { call, id, state }: { call: OttoCall; id: string; state: string },
  say: Say,
): void {
  const { decided, reduced, decidedByHand, movedBackward } = reporting;
  const does = { accept: 'accepted', reject: 'rejected', reduce: 'reduced' };
  const what = call.kind in does ? does[call.kind as keyof typeof does] : call.kind;
  if (state !== 'SENT') say(`a piece was ${what} that the bridge knew as ${state}`);
  const said = decided.get(id);
  const told = call.decisions.find(({ positionItemId }) => positionItemId === id);
  if (told) {
    const isSaid =
      said?.kind === told.kind && said.condition === told.condition && said.reason === told.reason;
    if (decidedByHand.has(id)) say(`a piece was ${what} that the owner decided about by hand`);
    else if (!isSaid) say(`a piece was ${what} in a way that the owner did not say`);
  } else {
    const { cents } = call;
    const isWanted = [...reduced.values()].some(
      (one) => one.positionItemId === id && one.cents === cents,
    );
    if (!isWanted) say(`a piece was reduced by ${cents} cents that nobody asked for`);
  }
  if (!movedBackward) judgeRepeat(chronicle, salesOrderId, { call, id }, say);
}

/** Where nobody knows whether OTTO took it, it is looked up before it is told again. */
function judgeRepeat(
  { calls, lostAt, deadRuns }: Chronicle,
  salesOrderId: string,
  { call, id }: { call: OttoCall; id: string },
  say: Say,
): void {
  // A second wish for the same amount is another call; how many there may be is judged in the end.
  if (call.kind === 'reduce') return;
  const place = calls.indexOf(call);
  const before = calls
    .slice(lostAt, place)
    .findLast(
      ({ isDone, kind, positionItemIds }) =>
        isDone && kind === call.kind && positionItemIds.includes(id),
    );
  // Of a call that was taken in part, nobody here knows which part.
  if (!before || before.request.outcome === 207) return;
  if (isAnswered(before) && !deadRuns.has(before.run)) {
    say(`told OTTO of a return (${call.kind}) that it had taken`);
  }
  const between = calls.slice(calls.indexOf(before) + 1, place);
  const isRead = between.some(
    ({ kind, request: { path } }) =>
      kind === 'read' && (path === '/v3/returns' || path.endsWith(salesOrderId)),
  );
  if (!isRead) say(`told OTTO of a return again (${call.kind}) without having looked`);
}

/**
 * What must hold in the end of what the owner decided: it is at OTTO once, or an incident says why
 * not; and nothing is there that nobody wanted.
 */
export function judgeDecisions(
  chronicle: Chronicle,
  log: OrderLog,
  codes: readonly string[],
  say: Say,
): void {
  const { returns } = chronicle.world.otto;
  const { everDecided, decided, decidedByHand, movedBackward } = log.reporting;
  const pieces = [...atOtto(chronicle, log).positionItems, ...log.vanished];
  for (const { positionItemId: id } of pieces) {
    if (movedBackward) continue;
    if (returns.timesAccepted(id) > 1)
      say(`a return was accepted ${returns.timesAccepted(id)} times`);
    const byCall = returns
      .decisions()
      .filter((one) => one.by === 'call' && one.positionItemId === id);
    for (const kind of ['acceptance', 'rejection'] as const) {
      const done = byCall.filter((one) => (one.kind === 'accepted') === (kind === 'acceptance'));
      const said = everDecided.filter((one) => one.kind === kind && one.positionItemId === id);
      if (done.length > said.length) say(`${done.length} × ${kind} at OTTO, said ${said.length} ×`);
    }
  }
  const isOdd = movedBackward || log.vanished.length > 0;
  for (const [id, { kind }] of decided) {
    if (isOdd || decidedByHand.has(id)) continue;
    const isReturned = pieces.some(
      (piece) => piece.positionItemId === id && piece.fulfillmentStatus === 'RETURNED',
    );
    const isRejected = returns.history(id).some(({ status }) => status === 'REJECTED');
    if (kind === 'acceptance' ? isReturned : isRejected) continue;
    const excuses = [
      ...(log.reporting.wasDecisionRefused || isForeign(chronicle, id) ? REFUSED : []),
      ...(isReturned ? ['report-return-accepted-at-otto'] : []),
      ...(isRejected ? ['report-return-rejected-at-otto'] : []),
    ];
    if (codes.some((code) => excuses.includes(code))) continue;
    say(
      `an ${kind} is not at OTTO, and no incident tells why (open: ${codes.join(', ') || 'none'}; would do: ${excuses.join(', ') || 'none'})`,
    );
  }
  judgeReductions(chronicle, log, codes, say);
}

/** What the ledger says of a decision, or of a price reduction, is how it is at OTTO. */
export function judgeDecisionReport(
  chronicle: Chronicle,
  log: OrderLog,
  { kind, state, reason, positionItemIds, amountCents }: Transmission,
  say: Say,
): void {
  if (log.reporting.movedBackward || log.vanished.length > 0) return;
  const { otto } = chronicle.world;
  const [id = ''] = positionItemIds;
  const piece = atOtto(chronicle, log).positionItems.find((one) => one.positionItemId === id);
  const isShown =
    kind === 'acceptance'
      ? piece?.fulfillmentStatus === 'RETURNED'
      : kind === 'rejection'
        ? otto.returns.history(id).some(({ status }) => status === 'REJECTED')
        : otto.reductions.of(id).some(({ cents }) => cents === amountCents);
  const told = `${kind} (${state}${reason ? `, ${reason.code}` : ''})`;
  if (state === 'confirmed' && !isShown) say(`OTTO does not show it: ${told}`);
  const isAsked = state === 'attention' && kind === 'acceptance';
  if (isAsked && isShown) say(`OTTO shows it, but somebody is asked for it: ${told}`);
}
