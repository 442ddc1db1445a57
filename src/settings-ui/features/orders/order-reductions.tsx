import { useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Order } from '../../api/shapes.ts';
import { useAnswer } from '../../api/use-api.ts';
import { Loaded } from '../../components/page-frame.tsx';
import { reportTone } from '../../components/reports/report-tone.ts';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { moment, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Piece = AnswerOf<'listPriceReductions'>['items'][number];
type Line = {
  key: string;
  sku: string;
  cents: number | null;
  at: string | null;
  state: string;
  tone: Tone;
  receiptNumber: string | null;
};

const TONES: Record<string, Tone> = {
  INITIATED: 'working',
  PROCESSED: 'done',
  REJECTED: 'problem',
};

/** What was given back of kept pieces: OTTO is asked when it is opened. */
export function OrderReductions({ order }: { order: Order }) {
  const { reductions: words } = useWords();
  const { accountId, salesOrderId, positionItems, transmissions } = order;
  const [said, setSaid] = useState<boolean>();
  // With something in it, it opens by itself.
  const isOpen = said ?? transmissions.some(({ kind }) => kind === 'price-reduction');
  const query = useAnswer(
    'listPriceReductions',
    { query: { accountId, salesOrderId } },
    { isOn: isOpen },
  );
  const hasLeft = positionItems.some(({ fulfillmentStatus }) =>
    ['SENT', 'RETURNED'].includes(fulfillmentStatus),
  );
  if (!hasLeft) return null;
  return (
    <details
      className="card raw-answers"
      open={isOpen}
      onToggle={(event) => setSaid(event.currentTarget.open)}
    >
      <summary>{words.list}</summary>
      <p className="soft-line">{words.listHelp}</p>
      {isOpen && <Loaded of={query}>{({ items }) => <Reductions pieces={items} />}</Loaded>}
    </details>
  );
}

function Reductions({ pieces }: { pieces: readonly Piece[] }) {
  const { reductions: words } = useWords();
  const lines = pieces.flatMap(linesOf);
  const fault = pieces.find((piece) => piece.fault !== null)?.fault;
  return (
    <>
      {fault && (
        <>
          <p>{words.notFromOtto}</p>
          <ToldText about={fault} />
        </>
      )}
      {lines.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <WideTable caption={words.list} isStacked>
          <thead>
            <tr>
              <th scope="col">{words.ofPiece}</th>
              <th scope="col" className="is-number">
                {words.sum}
              </th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.receipt}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row">{line.sku}</th>
                <td className="is-number" data-label={words.sum}>
                  {line.cents === null ? '–' : money(line.cents)}
                </td>
                <td>
                  <StatusBadge tone={line.tone}>{line.state}</StatusBadge>
                </td>
                <td data-label={words.at}>{line.at === null ? '–' : moment(line.at)}</td>
                <td data-label={words.receipt}>{line.receiptNumber ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </>
  );
}

/** What OTTO lists, and above it what it does not list yet. */
function linesOf({ positionItemId, sku, ours, listed }: Piece): Line[] {
  const underWay = ours
    .filter(({ state }) => !['accepted', 'confirmed', 'withdrawn'].includes(state))
    .map(
      (report): Line => ({
        key: report.transmissionId,
        sku,
        cents: report.amountCents,
        at: report.createdAt,
        state: report.stateWord,
        tone: reportTone(report.state),
        receiptNumber: null,
      }),
    );
  const atOtto = listed.map(
    (one, at): Line => ({
      key: `${positionItemId} ${one.receiptNumber ?? at}`,
      sku,
      cents: one.cents,
      at: one.createdAt,
      state: one.statusWord,
      tone: TONES[one.status] ?? 'quiet',
      receiptNumber: one.receiptNumber,
    }),
  );
  return [...underWay, ...atOtto];
}
