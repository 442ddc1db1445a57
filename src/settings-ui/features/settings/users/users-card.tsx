import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { useAnswer, useChange } from '../../../api/use-api.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Card, Loaded } from '../../../components/page-frame.tsx';
import { WideTable } from '../../../components/wide-table.tsx';
import { distance } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { ChangeUser, NewUser } from './user-dialogs.tsx';

type User = AnswerOf<'listUsers'>['items'][number];
type Open = { kind: 'new' } | { kind: 'change' | 'remove'; user: User };

/** Who may use the page. */
export function UsersCard() {
  const { settings } = useWords();
  const words = settings.users;
  const users = useAnswer('listUsers');
  const remove = useChange('removeUser', ['listUsers', 'listAudit']);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Card
      title={words.title}
      actions={
        <Button variant="secondary" onClick={() => setOpen({ kind: 'new' })}>
          {words.add}
        </Button>
      }
    >
      <Loaded of={users}>
        {({ items }) => (
          <WideTable caption={words.title} isStacked>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.role}</th>
                <th scope="col">{words.lastSeen}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {items.map((user) => (
                <tr key={user.userId}>
                  <th scope="row">
                    {user.name} {user.isSelf && words.self}
                  </th>
                  <td>{words.roles[user.role]}</td>
                  <td>{user.lastSeenAt ? distance(user.lastSeenAt) : words.never}</td>
                  <td>
                    <Button
                      variant="link"
                      aria-label={words.changeOne(user.name)}
                      onClick={() => setOpen({ kind: 'change', user })}
                    >
                      {words.change}
                    </Button>{' '}
                    {!user.isSelf && (
                      <Button
                        variant="link"
                        isDestructive
                        aria-label={settings.form.removeOne(user.name)}
                        onClick={() => setOpen({ kind: 'remove', user })}
                      >
                        {settings.form.remove}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        )}
      </Loaded>
      {open?.kind === 'new' && <NewUser onClose={close} />}
      {open?.kind === 'change' && <ChangeUser user={open.user} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={settings.form.removeOne(open.user.name)}
          confirm={settings.form.remove}
          isDestructive
          onClose={close}
          onConfirm={() => remove.mutateAsync({ params: { userId: open.user.userId } })}
        >
          <p>{words.removeMeans(open.user.name)}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}
