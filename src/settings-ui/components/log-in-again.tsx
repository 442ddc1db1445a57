import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal, TextControl } from '@wordpress/components';
import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { call } from '../api/call.ts';
import { currentSession, isSessionLost, onSessionChange, takeSession } from '../api/session.ts';
import { useWords } from '../i18n/words.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** Over whatever is on the page when the session has ended: what was typed stays where it is. */
export function LogInAgain() {
  const { shell } = useWords();
  const isLost = useSyncExternalStore(onSessionChange, isSessionLost);
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<unknown>();
  const name = currentSession().user?.name ?? '';
  if (!isLost) return null;
  const logIn = async (event: FormEvent) => {
    event.preventDefault();
    try {
      takeSession(await call('logIn', { body: { name, password } }));
      setPassword('');
      setFault(undefined);
      await client.invalidateQueries();
    } catch (problem) {
      setFault(problem);
    }
  };
  return (
    <Modal title={shell.logInAgainTitle} isDismissible={false} onRequestClose={() => undefined}>
      <form onSubmit={(event) => void logIn(event)} className="form">
        <p>{shell.logInAgainText}</p>
        <input type="hidden" name="username" autoComplete="username" value={name} readOnly />
        <TextControl
          __next40pxDefaultSize
          label={`${shell.password} (${name})`}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <ProblemNotice fault={fault} />
        <Button variant="primary" type="submit">
          {shell.logIn}
        </Button>
      </form>
    </Modal>
  );
}
