import { Button, SelectControl } from '@wordpress/components';
import { useState } from 'react';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { useDownload } from '../../components/use-download.ts';
import { monthName } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { monthsUntil } from './receipts-query.ts';

/** A month for the accountant, as a file; of the account that is filtered for. */
export function MonthFile() {
  const { receipts: words } = useWords();
  const [account] = useQueryState('account');
  const months = monthsUntil(new Date());
  // The month that is over is what an accountant asks for.
  const [month, setMonth] = useState(months[1] ?? '');
  const file = useDownload('downloadMonthCsv', `receipts-${month}.csv`);
  return (
    <Card>
      <div className="month-file">
        <SelectControl
          __next40pxDefaultSize
          label={words.monthFile}
          value={month}
          options={months.map((one) => ({ value: one, label: monthName(one) }))}
          onChange={setMonth}
        />
        <Button
          variant="secondary"
          __next40pxDefaultSize
          isBusy={file.isBusy}
          onClick={() =>
            file.download({
              params: { month },
              query: account === '' ? {} : { accountId: account },
            })
          }
        >
          {words.download}
        </Button>
        <p className="soft-line">{words.csvHelp}</p>
      </div>
      <ProblemNotice fault={file.fault} />
    </Card>
  );
}
