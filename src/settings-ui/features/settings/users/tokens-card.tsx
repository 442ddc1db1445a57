import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { useAnswer, useChange } from '../../../api/use-api.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Card, Loaded } from '../../../components/page-frame.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { WideTable } from '../../../components/wide-table.tsx';
import { day, distance } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { NewToken } from './new-token.tsx';

type Token = AnswerOf<'listTokens'>['items'][number];

/** Keys of programs. */
export function TokensCard() {
  const { settings } = useWords();
  const words = settings.tokens;
  const tokens = useAnswer('listTokens');
  const revoke = useChange('revokeToken', ['listTokens', 'listAudit']);
  const [isNew, setNew] = useState(false);
  const [leaving, setLeaving] = useState<Token>();
  return (
    <Card
      title={words.title}
      actions={
        <Button variant="secondary" onClick={() => setNew(true)}>
          {words.add}
        </Button>
      }
    >
      <p>{words.help}</p>
      <Loaded of={tokens}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="item-list-empty">{words.none}</p>
          ) : (
            <TokenTable tokens={items} onRevoke={setLeaving} />
          )
        }
      </Loaded>
      {isNew && <NewToken onClose={() => setNew(false)} />}
      {leaving && (
        <ConfirmDialog
          title={words.revokeOne(leaving.name)}
          confirm={words.revoke}
          isDestructive
          onClose={() => setLeaving(undefined)}
          onConfirm={() => revoke.mutateAsync({ params: { tokenId: leaving.tokenId } })}
        >
          <p>{words.revokeMeans}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

function TokenTable({
  tokens,
  onRevoke,
}: {
  tokens: readonly Token[];
  onRevoke: (token: Token) => void;
}) {
  const { settings } = useWords();
  const words = settings.tokens;
  return (
    <WideTable caption={words.title} isStacked>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.may}</th>
          <th scope="col">{words.created}</th>
          <th scope="col">{words.lastUsed}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.tokenId}>
            <th scope="row">{token.name}</th>
            <td>
              {settings.users.roles[token.role]}
              {': '}
              {token.areas === null
                ? words.everything
                : token.areas.map((area) => words.areas[area]).join(', ')}
            </td>
            <td>{words.createdBy(day(token.createdAt), token.createdBy)}</td>
            <td>{token.lastUsedAt ? distance(token.lastUsedAt) : settings.users.never}</td>
            <td>
              {token.revokedAt === null ? (
                <Button
                  variant="link"
                  isDestructive
                  aria-label={words.revokeOne(token.name)}
                  onClick={() => onRevoke(token)}
                >
                  {words.revoke}
                </Button>
              ) : (
                <StatusBadge tone="quiet">{words.revoked(day(token.revokedAt))}</StatusBadge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
