import type { StatisticsDay } from '../../api/shapes.ts';
import { useAnswer } from '../../api/use-api.ts';
import { ChoiceFilter } from '../../components/list-filters.tsx';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { count, percent } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { BarChart, type ChartDay, LineChart } from './charts.tsx';
import { StatisticsTable } from './statistics-table.tsx';

const DAYS = ['7', '90'] as const;

/** Orders and the on-time rate of the last days: drawn, said in a sentence, and as a table. */
export function Statistics() {
  const { today: words } = useWords();
  const [wish] = useQueryState('days');
  const days = Number(DAYS.find((known) => known === wish) ?? 30);
  const query = useAnswer('getStatistics', { query: { days } }, { keepsOld: true });
  return (
    <Card
      title={words.statistics}
      actions={
        <ChoiceFilter
          name="days"
          label={words.days}
          all={words.someDays('30')}
          options={DAYS.map((known) => ({ value: known, label: words.someDays(known) }))}
        />
      }
    >
      <Loaded of={query}>
        {({ days: counted, targetPercent }) => (
          <>
            <div className="charts">
              <OrdersChart days={counted} />
              <RateChart days={counted} targetPercent={targetPercent} />
            </div>
            <StatisticsTable days={counted} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function OrdersChart({ days }: { days: readonly StatisticsDay[] }) {
  const { today: words } = useWords();
  const bars = days.map(
    ({ day, placed }): ChartDay => ({ day, value: placed, text: count(placed) }),
  );
  const sum = days.reduce((all, { placed }) => all + placed, 0);
  const most = Math.max(1, ...days.map(({ placed }) => placed));
  return (
    <figure className="chart">
      <figcaption>
        <strong>{words.ordersChart}</strong>{' '}
        {sum === 0
          ? words.noOrders
          : words.ordersChartText(count(sum), count(days.length), count(most))}
      </figcaption>
      {sum > 0 && <BarChart days={bars} most={most} />}
    </figure>
  );
}

function RateChart({
  days,
  targetPercent,
}: {
  days: readonly StatisticsDay[];
  targetPercent: number;
}) {
  const { today: words } = useWords();
  const shipped = days.reduce((all, { handedOver }) => all + handedOver, 0);
  const inTime = days.reduce((all, { onTime }) => all + onTime, 0);
  const points = days.map(
    ({ day, onTimePercent }): ChartDay => ({
      day,
      value: onTimePercent,
      text: onTimePercent === null ? '–' : percent(onTimePercent),
    }),
  );
  return (
    <figure className="chart">
      <figcaption>
        <strong>{words.rateChart}</strong>{' '}
        {shipped === 0
          ? words.noRate
          : words.rateChartText(
              percent(Math.floor((inTime * 100) / shipped)),
              percent(targetPercent),
            )}
      </figcaption>
      {shipped > 0 && (
        <LineChart
          days={points}
          target={targetPercent}
          targetText={words.target(percent(targetPercent))}
        />
      )}
    </figure>
  );
}
