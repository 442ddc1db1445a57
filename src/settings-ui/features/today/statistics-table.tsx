import type { StatisticsDay } from '../../api/shapes.ts';
import { WideTable } from '../../components/wide-table.tsx';
import { count, day as longDay, money, percent } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

/** The same figures to be read, the latest day first. */
export function StatisticsTable({ days }: { days: readonly StatisticsDay[] }) {
  const { today: words } = useWords();
  const columns = [
    words.placed,
    words.gross,
    words.imported,
    words.handedOver,
    words.onTime,
    words.returned,
    words.cancelled,
  ];
  return (
    <details className="statistics-table">
      <summary>{words.asTable}</summary>
      <WideTable caption={words.statistics}>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="is-number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...days].reverse().map((one) => (
            <tr key={one.day}>
              <th scope="row">{longDay(one.day)}</th>
              <td className="is-number">{count(one.placed)}</td>
              <td className="is-number">{money(one.grossCents)}</td>
              <td className="is-number">{count(one.imported)}</td>
              <td className="is-number">{count(one.handedOver)}</td>
              <td className="is-number">
                {one.onTimePercent === null ? '–' : percent(one.onTimePercent)}
              </td>
              <td className="is-number">{count(one.returned)}</td>
              <td className="is-number">{count(one.cancelled)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </details>
  );
}
