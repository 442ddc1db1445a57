import { Button } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { useChange } from '../../../api/use-api.ts';
import { type Access, AccessFields } from '../../../components/connect/access-fields.tsx';
import { idFrom } from '../../../components/connect/account-id.ts';
import { FaultNotice } from '../../../components/form/settings-form.tsx';
import { TextField } from '../../../components/form/text-fields.tsx';
import { fieldProblems } from '../../../components/form/use-settings-form.ts';
import { Card } from '../../../components/page-frame.tsx';
import { useUnsaved } from '../../../components/unsaved-guard.tsx';
import { useWords } from '../../../i18n/words.ts';

const EMPTY: Access = { environment: 'production', clientId: '', clientSecret: '' };

/** Adds an account as a draft: it rehearses until it goes live. */
export function NewAccount({ onDone }: { onDone: (accountId: string) => void }) {
  const { settings } = useWords();
  const words = settings.accounts;
  const [name, setName] = useState('');
  const [typedId, setTypedId] = useState<string>();
  const [access, setAccess] = useState(EMPTY);
  const create = useChange('createAccount', ['listAccounts', 'getSetUp']);
  const problems = fieldProblems(create.error);
  const accountId = typedId ?? idFrom(name);
  const isTyping = create.isIdle || create.isError;
  useUnsaved(isTyping && (name !== '' || access.clientId !== '' || access.clientSecret !== ''));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const { clientSecret, ...rest } = access;
    const body = { accountId, name, ...rest, ...(clientSecret === '' ? {} : { clientSecret }) };
    await create.mutateAsync({ body }).then(
      () => onDone(accountId),
      () => undefined,
    );
  };
  return (
    <>
      <p>
        <Link href="/settings/accounts">{words.toList}</Link>
      </p>
      <Card title={words.newTitle}>
        <p>{words.newHelp}</p>
        <form noValidate aria-label={words.newTitle} onSubmit={(event) => void send(event)}>
          <div className="form-fields">
            <TextField
              name="name"
              label={words.name}
              help={words.nameHelp}
              value={name}
              maxLength={100}
              onChange={setName}
              problem={problems.name}
              isRequired
            />
            <TextField
              name="accountId"
              label={words.accountId}
              help={words.accountIdHelp}
              value={accountId}
              maxLength={32}
              onChange={setTypedId}
              problem={problems.accountId}
              isRequired
            />
            <AccessFields
              access={access}
              isSecretSet={false}
              onChange={(part) => setAccess({ ...access, ...part })}
              problemAt={(path) => problems[path]}
            />
          </div>
          {create.error && (
            <FaultNotice
              fault={create.error}
              fields={['name', 'accountId', 'environment', 'clientId', 'clientSecret']}
            />
          )}
          <div className="form-buttons">
            <Button variant="primary" type="submit" isBusy={create.isPending}>
              {words.create}
            </Button>
          </div>
        </form>
      </Card>
    </>
  );
}
