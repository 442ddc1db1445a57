import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { moment, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Order = AnswerOf<'getRehearsal'>['orders'][number];

/** Cents of decimal text, e.g. "19.90". */
function cents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

function toneOf({ action, isReadable }: Order): Tone {
  if (!isReadable || action === 'hold' || action === 'fault') return 'problem';
  if (action === 'skip' || action === 'none') return 'quiet';
  return action === 'backlog' ? 'waiting' : 'done';
}

/** What one order would become. */
export function RehearsedOrder({ order }: { order: Order }) {
  const { setUp: words } = useWords();
  const made = order.order;
  return (
    <details className="by-hand">
      <summary>
        <span className="rehearsed-head">
          <strong>{order.orderNumber ?? words.unreadableOrder}</strong>
          <span>{order.items.join(', ')}</span>
          {order.total !== null && <span>{money(cents(order.total))}</span>}
          <StatusBadge tone={toneOf(order)}>{order.actionWord}</StatusBadge>
        </span>
      </summary>
      {order.orderedAt && <p>{words.orderedAt(moment(order.orderedAt))}</p>}
      {order.about && <ToldText about={order.about} />}
      {order.issues.map((issue) => (
        <ToldText key={`${issue.code} ${issue.what}`} about={issue} />
      ))}
      {made && (
        <>
          <dl className="facts">
            <dt>{words.status}</dt>
            <dd>{made.status}</dd>
            <dt>{words.billing}</dt>
            <dd>{made.billing.length > 0 ? <Lines lines={made.billing} /> : words.noAddress}</dd>
            <dt>{words.shippingAddress}</dt>
            <dd>{made.shipping.length > 0 ? <Lines lines={made.shipping} /> : words.noAddress}</dd>
          </dl>
          <WideTable caption={words.lines}>
            <thead>
              <tr>
                <th scope="col">{words.lineName}</th>
                <th scope="col">{words.lineSku}</th>
                <th scope="col" className="is-number">
                  {words.quantity}
                </th>
              </tr>
            </thead>
            <tbody>
              {made.lines.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike
                <tr key={index}>
                  <th scope="row">
                    {line.name || line.sku || words.shopProduct}
                    {!line.isProduct && line.sku !== '' && ` (${words.namedLine})`}
                  </th>
                  <td>{line.sku}</td>
                  <td className="is-number">{line.quantity}</td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        </>
      )}
      {order.notes.length > 0 && (
        <>
          <p>{words.notes}</p>
          <ul>
            {order.notes.map((note, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two notes may be alike
              <li key={index}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

/** An address, line by line. */
function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike
    <span key={index} className="address-line">
      {line}
    </span>
  ));
}
