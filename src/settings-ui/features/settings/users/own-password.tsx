import { Button, Notice } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { takeSession } from '../../../api/session.ts';
import { useChange, useSession } from '../../../api/use-api.ts';
import { FaultNotice } from '../../../components/form/settings-form.tsx';
import { TextField } from '../../../components/form/text-fields.tsx';
import { fieldProblems } from '../../../components/form/use-settings-form.ts';
import { Card } from '../../../components/page-frame.tsx';
import { useUnsaved } from '../../../components/unsaved-guard.tsx';
import { useWords } from '../../../i18n/words.ts';

/** Everybody changes the own password. */
export function OwnPassword() {
  const { settings } = useWords();
  const words = settings.users;
  const { user } = useSession();
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useChange('changeOwnPassword');
  const problems = fieldProblems(change.error);
  useUnsaved(newPassword !== '');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const session = await change
      .mutateAsync({ body: { oldPassword, newPassword } })
      .catch(() => undefined);
    if (session === undefined) return;
    takeSession(session);
    setOld('');
    setNew('');
  };
  return (
    <Card title={words.ownPassword}>
      <form noValidate aria-label={words.ownPassword} onSubmit={(event) => void send(event)}>
        <input
          type="hidden"
          name="username"
          autoComplete="username"
          value={user?.name ?? ''}
          readOnly
        />
        <div className="form-fields">
          <div className="form-row">
            <TextField
              name="oldPassword"
              type="password"
              autoComplete="current-password"
              label={words.oldPassword}
              value={oldPassword}
              onChange={setOld}
              problem={problems.oldPassword}
              isRequired
            />
            <TextField
              name="newPassword"
              type="password"
              autoComplete="new-password"
              label={words.newPassword}
              help={words.passwordHelp}
              value={newPassword}
              onChange={setNew}
              problem={problems.newPassword}
              isRequired
            />
          </div>
        </div>
        {change.error && (
          <FaultNotice fault={change.error} fields={['oldPassword', 'newPassword']} />
        )}
        {change.isSuccess && (
          <div role="status">
            <Notice status="success" isDismissible={false} spokenMessage="">
              {words.passwordChanged}
            </Notice>
          </div>
        )}
        <div className="form-buttons">
          <Button
            variant="secondary"
            type="submit"
            isBusy={change.isPending}
            disabled={oldPassword === '' || newPassword === ''}
            accessibleWhenDisabled
          >
            {words.changePassword}
          </Button>
        </div>
      </form>
    </Card>
  );
}
