import { useAnswer } from '../../api/use-api.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { ToldText } from '../../components/told.tsx';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

/** Where the order is, why it is there, and what comes next by itself. */
export function OrderWhy({ accountId, salesOrderId }: { accountId: string; salesOrderId: string }) {
  const { orders: words } = useWords();
  const query = useAnswer('getOrderWhy', { params: { accountId, salesOrderId } });
  return (
    <Card title={words.why}>
      <Loaded of={query}>
        {({ where, why, next, nextLookAt }) => (
          <>
            {where.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {why && <ToldText about={why} />}
            {next.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {nextLookAt !== null && (
              <p className="soft-line">{words.looksAgain(moment(nextLookAt))}</p>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
