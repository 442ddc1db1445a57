import { useQueryClient } from '@tanstack/react-query';
import { BaseControl, Button, Notice } from '@wordpress/components';
import { type FormEvent, useId, useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { SavedNotice } from '../../components/form/settings-form.tsx';
import { TextField } from '../../components/form/text-fields.tsx';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Picked = { name: string; document: Record<string, unknown> };
type Preview = AnswerOf<'previewSettingsImport'>;

/** An exported file is shown first, and laid over the settings after a yes. */
export function ImportSettings() {
  const { settings } = useWords();
  const words = settings.transfer;
  const client = useQueryClient();
  const fileId = useId();
  const [picked, setPicked] = useState<Picked>();
  const [isUnreadable, setUnreadable] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [preview, setPreview] = useState<Preview>();
  const [fault, setFault] = useState<unknown>();

  const body = () => ({
    document: picked?.document ?? {},
    ...(passphrase === '' ? {} : { passphrase }),
  });
  const attempt = async (what: () => Promise<Preview>) => {
    setFault(undefined);
    try {
      setPreview(await what());
    } catch (problem) {
      setFault(problem);
    }
  };
  const pick = async (file: File | undefined) => {
    setPreview(undefined);
    setPicked(undefined);
    setFault(undefined);
    if (!file) return;
    const document = readObject(await file.text());
    setUnreadable(document === undefined);
    if (document) setPicked({ name: file.name, document });
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    void attempt(() => call('previewSettingsImport', { body: body() }));
  };
  const take = async (version: string) => {
    await attempt(() => call('importSettings', { body: body(), ifMatch: version }));
    await client.invalidateQueries();
  };
  return (
    <Card title={words.importTitle}>
      <p>{words.importHelp}</p>
      <form className="form-fields" noValidate onSubmit={look}>
        <BaseControl id={fileId} label={words.pick} help={words.pickHelp}>
          <input
            id={fileId}
            className="file-input"
            type="file"
            accept="application/json,.json"
            onChange={(event) => void pick(event.currentTarget.files?.[0])}
          />
        </BaseControl>
        <p role="status">
          {picked && words.picked(picked.name)}
          {isUnreadable && words.unreadable}
        </p>
        {picked && (
          <>
            <TextField
              name="importPassphrase"
              type="password"
              autoComplete="off"
              label={words.importPassphrase}
              help={words.importPassphraseHelp}
              value={passphrase}
              maxLength={1000}
              onChange={setPassphrase}
              problem={undefined}
            />
            <Button variant="secondary" type="submit" className="item-list-add">
              {words.preview}
            </Button>
          </>
        )}
      </form>
      <ProblemNotice fault={fault} />
      {preview && !preview.isSaved && (
        <PreviewBox preview={preview} onTake={() => void take(preview.version)} />
      )}
      {preview?.isSaved && <SavedNotice changes={preview.changes} />}
    </Card>
  );
}

function PreviewBox({ preview, onTake }: { preview: Preview; onTake: () => void }) {
  const { settings } = useWords();
  const words = settings.transfer;
  return (
    <div role="status">
      <Notice status="info" isDismissible={false} spokenMessage="">
        {preview.exportedAt && <p>{words.exportedAt(moment(preview.exportedAt))}</p>}
        {preview.changes.length === 0 ? (
          <p>{words.noChanges}</p>
        ) : (
          <>
            <p>{words.wouldChange}</p>
            <ul className="form-changes">
              {preview.changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </>
        )}
        {preview.holdsSecrets && !preview.opensSecrets && <p>{words.secretsClosed}</p>}
        {preview.missingSecrets.length > 0 && (
          <p>
            {words.missingSecrets} {preview.missingSecrets.map(({ what }) => what).join(', ')}
          </p>
        )}
      </Notice>
      <div className="form-buttons">
        <Button variant="primary" onClick={onTake}>
          {words.take}
        </Button>
      </div>
    </div>
  );
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? { ...read }
      : undefined;
  } catch {
    return undefined;
  }
}
