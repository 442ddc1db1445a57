import { Button, TextControl } from '@wordpress/components';
import { useState } from 'react';
import { useList } from '../../../api/use-api.ts';
import { Card, Loaded } from '../../../components/page-frame.tsx';
import { WideTable } from '../../../components/wide-table.tsx';
import { moment } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { aboutEntry } from './about-entry.ts';

/** Who changed what. */
export function AuditCard() {
  const { shell, settings } = useWords();
  const words = settings.audit;
  const [typed, setTyped] = useState('');
  const [actor, setActor] = useState('');
  const list = useList('listAudit', {
    query: { actor: actor === '' ? undefined : actor, limit: 25 },
  });
  return (
    <Card title={words.title}>
      <p>{words.help}</p>
      <form
        className="form-inline"
        aria-label={words.filter}
        onSubmit={(event) => {
          event.preventDefault();
          setActor(typed.trim());
        }}
      >
        <TextControl label={words.by} value={typed} maxLength={64} onChange={setTyped} />
        <Button variant="secondary" type="submit">
          {words.show}
        </Button>
      </form>
      <Loaded of={list}>
        {() =>
          list.items.length === 0 ? (
            <p className="item-list-empty">{words.none}</p>
          ) : (
            <WideTable caption={words.title}>
              <thead>
                <tr>
                  <th scope="col">{words.at}</th>
                  <th scope="col">{words.who}</th>
                  <th scope="col">{words.what}</th>
                  <th scope="col">{words.subject}</th>
                </tr>
              </thead>
              <tbody>
                {list.items.map((entry) => (
                  <tr key={entry.auditEntryId}>
                    <td>{moment(entry.at)}</td>
                    <td>
                      {entry.actor} ({words.kinds[entry.actorKind]})
                    </td>
                    <td>{entry.actionWords}</td>
                    <td>{aboutEntry(settings, entry)}</td>
                  </tr>
                ))}
              </tbody>
            </WideTable>
          )
        }
      </Loaded>
      {list.hasNextPage && (
        <div className="card-buttons">
          <Button
            variant="secondary"
            isBusy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {shell.more}
          </Button>
        </div>
      )}
    </Card>
  );
}
