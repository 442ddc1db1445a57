import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { Card } from '../../components/page-frame.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { ToldText } from '../../components/told.tsx';
import { count, distance, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Stock = AnswerOf<'getStock'>;

/** How many SKUs are in which state, when both sides were read, and what the owner should know. */
export function StockOverview({ stock }: { stock: Stock }) {
  const { stock: words } = useWords();
  return (
    <Card title={words.facts}>
      {stock.advice.map((about) => (
        <ToldText key={about.code} about={about} />
      ))}
      <StateCounts stock={stock} />
      <dl className="facts stock-facts">
        <dt>{words.shopReadAt}</dt>
        <dd>{ago(stock.shopReadAt, words.notYet)}</dd>
        {stock.accounts.map(({ accountId, name, ottoReadAt }) => (
          <div key={accountId} className="facts-row">
            <dt>{stock.accounts.length > 1 ? words.ottoReadAtOf(name) : words.ottoReadAt}</dt>
            <dd>{ago(ottoReadAt, words.notYet)}</dd>
          </div>
        ))}
        {stock.nextRunAt !== null && (
          <>
            <dt>{words.nextRun}</dt>
            <dd>{moment(stock.nextRunAt)}</dd>
          </>
        )}
      </dl>
    </Card>
  );
}

/** Each is a filter of the list below. */
function StateCounts({ stock: { states, total } }: { stock: Stock }) {
  const { stock: words } = useWords();
  const [chosen, choose] = useQueryState('state');
  const some = states.filter((one) => one.count > 0);
  if (some.length === 0) return null;
  const items = [{ state: '', stateWord: words.allSkus, count: total }, ...some];
  return (
    <ul className="stock-counts" aria-label={words.counts}>
      {items.map((one) => (
        <li key={one.state}>
          <button
            type="button"
            aria-pressed={chosen === one.state}
            className={PROBLEMS.includes(one.state) ? 'is-problem' : undefined}
            onClick={() => choose(one.state)}
          >
            <strong>{count(one.count)}</strong> {one.stateWord}
          </button>
        </li>
      ))}
    </ul>
  );
}

const PROBLEMS = ['differs', 'unknown', 'refused'];

function ago(at: string | null, notYet: string): string {
  return at === null ? notYet : distance(at);
}
