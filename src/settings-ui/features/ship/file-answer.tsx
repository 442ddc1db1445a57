import { Button } from '@wordpress/components';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { OUTCOME_TONES } from './wish-results.tsx';

type Answer = AnswerOf<'takeCarrierCsv'>;

const PAGE = 100;

/** A file row by row: what becomes of it, or became of it, and why. */
export function FileAnswer({ answer }: { answer: Answer }) {
  const { ship: words } = useWords();
  const [shown, setShown] = useState(PAGE);
  const { counts, layout, rows, problems } = answer;
  const counted = [
    [words.countDue, counts.due],
    [words.countWaits, counts.waits],
    [words.countKnown, counts.known],
    [words.countRefused, counts.refused],
    [words.countLeftOut, counts.leftOut],
  ] as const;
  return (
    <>
      {layout !== null && <p>{words.layout(words.layouts[layout] ?? layout)}</p>}
      {problems.map((problem) => (
        <ToldText key={`${problem.code} ${problem.what}`} about={problem} />
      ))}
      {rows.length > 0 && (
        <p className="file-counts">
          {counted
            .filter(([, many]) => many > 0)
            .map(([name, many]) => `${count(many)} ${name}`)
            .join(' · ')}
        </p>
      )}
      {rows.length > 0 && <Rows rows={rows.slice(0, shown)} />}
      {rows.length > shown && (
        <Button variant="secondary" onClick={() => setShown(shown + 4 * PAGE)}>
          {words.moreRows(count(rows.length - shown))}
        </Button>
      )}
    </>
  );
}

function Rows({ rows }: { rows: Answer['rows'] }) {
  const { ship: words } = useWords();
  return (
    <WideTable caption={words.rowsCaption}>
      <thead>
        <tr>
          <th scope="col">{words.row}</th>
          <th scope="col">{words.orderInFile}</th>
          <th scope="col">{words.trackingNumber}</th>
          <th scope="col">{words.outcome}</th>
          <th scope="col">{words.why}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.rowNumber}>
            <td>{row.rowNumber}</td>
            <td>
              {row.accountId !== null && row.salesOrderId !== null ? (
                <Link href={`/orders/${row.accountId}/${row.salesOrderId}`}>
                  {row.orderNumber ?? row.orderReference}
                </Link>
              ) : (
                row.orderReference
              )}
            </td>
            <td>{row.trackingNumber}</td>
            <td>
              <StatusBadge tone={OUTCOME_TONES[row.outcome]}>{row.outcomeWord}</StatusBadge>
            </td>
            <td>{row.about && <ToldText about={row.about} />}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
