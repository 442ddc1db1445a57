import { Button } from '@wordpress/components';
import { useState } from 'react';
import { Link } from 'wouter';
import { useAnswer, useChange, useMay } from '../../api/use-api.ts';
import { CarrierField } from '../../components/carrier-field.tsx';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { AFTER_REPORTS } from '../../components/reports/report-tone.ts';
import { useUnsaved } from '../../components/unsaved-guard.tsx';
import { useWords } from '../../i18n/words.ts';
import { ChooseColumns, type Columns } from './choose-columns.tsx';
import { FileAccount } from './file-account.tsx';
import { FileAnswer } from './file-answer.tsx';
import { FileDrop } from './file-drop.tsx';
import { SendNow } from './send-now.tsx';

/** A carrier's file: seen row by row first, taken over when it is right. */
export function CarrierFile() {
  const { shell, ship: words } = useWords();
  const mayOperate = useMay('operate');
  const [file, setFile] = useState<File>();
  const [carrier, setCarrier] = useState('');
  const [accountId, setAccountId] = useState('');
  const [columns, setColumns] = useState<Columns>();
  const accounts = useAnswer('listAccounts').data?.items ?? [];
  const preview = useChange('previewCarrierCsv');
  const take = useChange('takeCarrierCsv', AFTER_REPORTS);
  useUnsaved(preview.data !== undefined && take.data === undefined);
  const query = (named = columns) => ({
    ...(carrier.trim() === '' ? {} : { carrier: carrier.trim() }),
    ...(accountId === '' ? {} : { accountId }),
    ...named,
  });
  const look = (chosen: File, named?: Columns) => {
    setFile(chosen);
    setColumns(named);
    take.reset();
    preview.mutate({ body: chosen, query: query(named ?? {}) });
  };
  const startAgain = () => {
    setFile(undefined);
    setColumns(undefined);
    preview.reset();
    take.reset();
  };
  if (take.data) {
    return (
      <div role="status">
        <Card title={words.fileTaken}>
          <FileAnswer answer={take.data} />
          <div className="form-buttons">
            <Button variant="primary" onClick={startAgain}>
              {words.nextFile}
            </Button>
            <SendNow />
            <Link href="/ship/reports">{words.tabReports}</Link>
          </div>
        </Card>
      </div>
    );
  }
  const needsColumns = preview.data?.mapping === null && preview.data.columns.length > 0;
  const due = preview.data ? preview.data.counts.due + preview.data.counts.waits : 0;
  return (
    <>
      <Card title={words.fileTitle}>
        <p>{words.fileText}</p>
        {!mayOperate && <p className="quiet">{shell.noRight}</p>}
        <div className="form">
          <CarrierField
            label={words.fileCarrier}
            help={words.fileCarrierHelp}
            value={carrier}
            onChange={setCarrier}
          />
          {accounts.length > 1 && (
            <FileAccount accounts={accounts} value={accountId} onChange={setAccountId} />
          )}
          <FileDrop fileName={file?.name} onFile={(chosen) => look(chosen)} />
        </div>
        <ProblemNotice fault={preview.error} />
      </Card>
      {file && preview.isPending && <p role="status">{words.reading}</p>}
      {file && preview.data && (
        <>
          <ChooseColumns
            key={file.name}
            answer={preview.data}
            onChoose={(named) => look(file, named)}
          />
          {!needsColumns && (
            <Card title={words.fileWould}>
              <div role="status">
                <FileAnswer answer={preview.data} />
              </div>
              <ProblemNotice fault={take.error} />
              <div className="form-buttons">
                <Button
                  variant="primary"
                  isBusy={take.isPending}
                  disabled={!mayOperate || due === 0}
                  accessibleWhenDisabled
                  onClick={() => take.mutate({ body: file, query: query() })}
                >
                  {words.takeRows(due)}
                </Button>
                <Button variant="secondary" onClick={() => look(file, columns)}>
                  {words.lookAgain}
                </Button>
                <Button variant="tertiary" onClick={startAgain}>
                  {words.otherFile}
                </Button>
              </div>
            </Card>
          )}
        </>
      )}
    </>
  );
}
