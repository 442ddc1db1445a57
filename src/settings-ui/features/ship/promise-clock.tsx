import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { Card } from '../../components/page-frame.tsx';
import { count, percent } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Forecast = AnswerOf<'listShipList'>['forecast'];

/** How well OTTO's promises to the buyers are kept, and what today changes about it. */
export function PromiseClock({ forecast }: { forecast: Forecast }) {
  const { ship: words } = useWords();
  const { ratePercentNow, rateIfTodaysShip, rateIfNot, targetPercent, dueToday, late } = forecast;
  const rates = [
    [words.rateNow, ratePercentNow],
    [words.rateIfShipped, rateIfTodaysShip],
    [words.rateIfNot, rateIfNot],
  ] as const;
  const lead =
    dueToday + late === 0 ? words.nothingDue : words.dueSentence(count(dueToday), count(late));
  return (
    <Card title={words.clock}>
      <p>{lead}</p>
      <dl className="rates">
        {rates.map(([label, rate]) => (
          <div key={label} className={isBelow(rate, targetPercent) ? 'rate is-below' : 'rate'}>
            <dt>{label}</dt>
            <dd>
              {rate === null ? '–' : percent(rate)}
              {isBelow(rate, targetPercent) && (
                <span className="rate-note"> {words.belowTarget}</span>
              )}
            </dd>
          </div>
        ))}
        <div className="rate">
          <dt>{words.target}</dt>
          <dd>{percent(targetPercent)}</dd>
        </div>
      </dl>
      {ratePercentNow === null && <p className="quiet">{words.noRate}</p>}
    </Card>
  );
}

function isBelow(rate: number | null, target: number): boolean {
  return rate !== null && rate < target;
}
