import { Button } from '@wordpress/components';
import { type FormEvent, Fragment, useState } from 'react';
import { call } from '../../api/call.ts';
import { useAnswer, useMay } from '../../api/use-api.ts';
import { TextField } from '../../components/form/text-fields.tsx';
import { Card, EmptyState, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { keep } from '../../components/use-download.ts';
import { useWords } from '../../i18n/words.ts';
import { ImportSettings } from './import-settings.tsx';

export function TransferSection() {
  const { shell } = useWords();
  const mayConfigure = useMay('configure');
  if (!mayConfigure) return <EmptyState title={shell.noRight} />;
  return (
    <>
      <ExportCard />
      <ImportSettings />
      <DataKey />
    </>
  );
}

function ExportCard() {
  const { settings } = useWords();
  const words = settings.transfer;
  const [passphrase, setPassphrase] = useState('');
  const [fault, setFault] = useState<unknown>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    try {
      const body = passphrase === '' ? {} : { passphrase };
      const { fileName, document: text } = await call('exportSettings', { body });
      keep(new Blob([JSON.stringify(text, null, 2)], { type: 'application/json' }), fileName);
      setPassphrase('');
    } catch (problem) {
      setFault(problem);
    }
  };
  return (
    <Card title={words.exportTitle}>
      <p>{words.exportHelp}</p>
      <form className="form-fields" noValidate onSubmit={(event) => void save(event)}>
        <TextField
          name="passphrase"
          type="password"
          autoComplete="new-password"
          label={words.passphrase}
          help={words.passphraseHelp}
          value={passphrase}
          onChange={setPassphrase}
          problem={undefined}
          maxLength={1000}
        />
        <ProblemNotice fault={fault} />
        <Button variant="secondary" type="submit" className="item-list-add">
          {words.export}
        </Button>
      </form>
    </Card>
  );
}

const TONES: Record<'ok' | 'missing' | 'not-openable', Tone> = {
  ok: 'done',
  missing: 'waiting',
  'not-openable': 'problem',
};

/** Where the key of the sealed secrets lies, and whether it opens them. */
function DataKey() {
  const { settings } = useWords();
  const words = settings.transfer;
  const key = useAnswer('getDataKey');
  const states = {
    ok: words.secretOk,
    missing: words.secretMissing,
    'not-openable': words.secretNotOpenable,
  };
  return (
    <Card title={words.keyTitle}>
      <p>{words.keyHelp}</p>
      <Loaded of={key}>
        {({ origin, place, secrets }) => (
          <dl className="facts">
            <dt>{origin === 'file' ? words.keyFile : words.keyVariable}</dt>
            <dd>{place}</dd>
            {secrets.map((secret) => (
              <Fragment key={secret.position}>
                <dt>{secret.what}</dt>
                <dd>
                  <StatusBadge tone={TONES[secret.state]}>{states[secret.state]}</StatusBadge>
                </dd>
              </Fragment>
            ))}
          </dl>
        )}
      </Loaded>
    </Card>
  );
}
