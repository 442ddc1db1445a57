import { Button, Modal } from '@wordpress/components';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { useChange } from '../../../api/use-api.ts';
import { FaultNotice } from '../../../components/form/settings-form.tsx';
import { TextField } from '../../../components/form/text-fields.tsx';
import { fieldProblems } from '../../../components/form/use-settings-form.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Role, RoleField } from './role-field.tsx';

type User = AnswerOf<'listUsers'>['items'][number];

export function NewUser({ onClose }: { onClose: () => void }) {
  const { settings } = useWords();
  const words = settings.users;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('operate');
  const create = useChange('createUser', ['listUsers', 'listAudit']);
  const problems = fieldProblems(create.error);
  return (
    <FormDialog
      title={words.add}
      submit={words.add}
      fault={create.error}
      fields={['name', 'password', 'role']}
      isBusy={create.isPending}
      onClose={onClose}
      onSubmit={() => create.mutateAsync({ body: { name, password, role } })}
    >
      <TextField
        name="name"
        label={words.name}
        help={words.nameHelp}
        autoComplete="off"
        maxLength={64}
        value={name}
        onChange={setName}
        problem={problems.name}
        isRequired
      />
      <TextField
        name="password"
        type="password"
        autoComplete="new-password"
        label={words.firstPassword}
        help={words.passwordHelp}
        value={password}
        onChange={setPassword}
        problem={problems.password}
        isRequired
      />
      <RoleField value={role} onChange={setRole} problem={problems.role} />
    </FormDialog>
  );
}

export function ChangeUser({ user, onClose }: { user: User; onClose: () => void }) {
  const { shell, settings } = useWords();
  const words = settings.users;
  const [role, setRole] = useState<Role>(user.role);
  const [password, setPassword] = useState('');
  const change = useChange('changeUser', ['listUsers', 'listAudit']);
  const problems = fieldProblems(change.error);
  return (
    <FormDialog
      title={words.changeOne(user.name)}
      submit={shell.save}
      fault={change.error}
      fields={['role', 'password']}
      isBusy={change.isPending}
      onClose={onClose}
      onSubmit={() =>
        change.mutateAsync({
          params: { userId: user.userId },
          body: {
            ...(role === user.role ? {} : { role }),
            ...(password === '' ? {} : { password }),
          },
        })
      }
    >
      <RoleField value={role} onChange={setRole} problem={problems.role} />
      {!user.isSelf && (
        <TextField
          name="password"
          type="password"
          autoComplete="new-password"
          label={words.setPassword}
          help={words.setPasswordHelp}
          value={password}
          onChange={setPassword}
          problem={problems.password}
        />
      )}
      <p>{words.endsSessions}</p>
    </FormDialog>
  );
}

/** A dialog around a few fields; stays open and says why when it fails. */
export function FormDialog({
  title,
  submit,
  fault,
  fields,
  isBusy,
  onClose,
  onCancel = onClose,
  onSubmit,
  children,
}: {
  title: string;
  submit: string;
  fault: unknown;
  fields: readonly string[];
  isBusy: boolean;
  /** after it is done, and by default when it is given up */
  onClose: () => void;
  onCancel?: () => void;
  onSubmit: () => Promise<unknown>;
  children: ReactNode;
}) {
  const { shell } = useWords();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    await onSubmit().then(onClose, () => undefined);
  };
  return (
    <Modal title={title} onRequestClose={onCancel} size="medium">
      <form noValidate onSubmit={(event) => void send(event)}>
        <div className="form-fields">{children}</div>
        {fault !== null && fault !== undefined && <FaultNotice fault={fault} fields={fields} />}
        <div className="dialog-buttons">
          <Button variant="tertiary" onClick={onCancel}>
            {shell.cancel}
          </Button>
          <Button variant="primary" type="submit" isBusy={isBusy}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
