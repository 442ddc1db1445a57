import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useWords } from '../../i18n/words.ts';
import { ToldText } from '../told.tsx';
import { CancelInstead } from './cancel-instead.tsx';

/** What a decision would come to: what cannot be undone, and which pieces it is not possible for. */
export function DecisionPreview({ answer }: { answer: AnswerOf<'decideReturns'> }) {
  const { returns: words } = useWords();
  const told = answer.items.filter(({ about }) => about !== null);
  return (
    <>
      {answer.extent.pieces > 0 && (
        <>
          <h2 className="dialog-heading">{words.whatFollows}</h2>
          <p className="decision-sum">{answer.extent.what}</p>
        </>
      )}
      {told.map((item) => (
        <div key={`${item.accountId} ${item.positionItemId}`} className="decision-told">
          {item.about && <ToldText about={item.about} />}
          <CancelInstead item={item} />
        </div>
      ))}
    </>
  );
}
