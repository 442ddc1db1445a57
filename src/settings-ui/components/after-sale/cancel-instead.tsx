import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useWords } from '../../i18n/words.ts';
import { cancelOf } from './cancel-of.ts';

type Item = AnswerOf<'decideReturns'>['items'][number];

/** A piece that was never sent is cancelled, not returned: the way there. */
export function CancelInstead({ item: { about, accountId, salesOrderId } }: { item: Item }) {
  const { returns: words } = useWords();
  if (about?.code !== 'cancel-instead' || accountId === null) return null;
  return (
    <p>
      <Link href={`/ship?${cancelOf(accountId, salesOrderId)}`}>{words.toCancel}</Link>
    </p>
  );
}
