import { Link } from 'wouter';
import { useAnswer, useMay } from '../../api/use-api.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import { StockList } from './stock-list.tsx';
import { StockOverview } from './stock-overview.tsx';
import { VacationCard } from './vacation-card.tsx';

/** How the stock stands at OTTO; while OTTO is not told, what switching it on does. */
export function StockTab() {
  return (
    <Loaded of={useAnswer('getStock')}>
      {(stock) => (
        <>
          {!stock.isOn && <SwitchedOff />}
          {(stock.isOn || stock.vacation.isOn) && <VacationCard vacation={stock.vacation} />}
          {stock.isOn && (
            <>
              <StockOverview stock={stock} />
              <StockList states={stock.states} />
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

function SwitchedOff() {
  const { stock } = useWords();
  const words = stock.off;
  const mayConfigure = useMay('configure');
  return (
    <Card title={words.title}>
      <p>{words.text}</p>
      <p>{words.whatFollows}</p>
      <ul className="stock-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <p>
        {mayConfigure ? <Link href="/settings/stock">{words.toSettings}</Link> : words.askOwner}
      </p>
    </Card>
  );
}
