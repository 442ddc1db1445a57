import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { StatusBadge, type Tone } from '../status-badge.tsx';
import { WideTable } from '../wide-table.tsx';
import './connect.css';
import { ToldText } from '../told.tsx';

type Result = AnswerOf<'checkSecondImporter'>;

const TONES: Record<Result['result'], Tone> = {
  none: 'done',
  suspected: 'waiting',
  found: 'problem',
};

/** Whether somebody else brings OTTO's orders into the same shop, and by what that is seen. */
export function SecondImporter({ result }: { result: Result }) {
  const { settings } = useWords();
  const words = settings.secondImporter;
  const names = { none: words.none, suspected: words.suspected, found: words.found };
  return (
    <div className="connect-form">
      <p className="told-what">
        <StatusBadge tone={TONES[result.result]}>{names[result.result]}</StatusBadge>
      </p>
      {result.about && <ToldText about={result.about} />}
      {result.hints.length > 0 && (
        <p>
          {words.hints} <strong>{result.hints.join(', ')}</strong>
        </p>
      )}
      {result.orders.length > 0 && (
        <WideTable caption={words.orders}>
          <thead>
            <tr>
              <th scope="col">{words.shopOrder}</th>
              <th scope="col">{words.ottoOrder}</th>
              <th scope="col">{words.created}</th>
              <th scope="col">{words.seenBy}</th>
            </tr>
          </thead>
          <tbody>
            {result.orders.map((order) => (
              <tr key={order.wooOrderId}>
                <th scope="row">
                  <a href={order.shopUrl} target="_blank" rel="noreferrer">
                    {order.wooOrderNumber}
                  </a>
                </th>
                <td>{order.ottoOrder ?? words.onlySign}</td>
                <td>{order.createdAt ? moment(order.createdAt) : '–'}</td>
                <td>{order.hint}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <p>{words.lookedAt(String(result.shopOrders), String(result.ottoOrders))}</p>
    </div>
  );
}
