import { useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer } from '../../api/use-api.ts';
import { Loaded } from '../../components/page-frame.tsx';
import { ToldText } from '../../components/told.tsx';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Side = AnswerOf<'getRawAnswers'>['otto'];

/** What both sides answer about the order, word for word: read when it is opened, personal data masked. */
export function RawAnswers({
  accountId,
  salesOrderId,
}: {
  accountId: string;
  salesOrderId: string;
}) {
  const { orders: words } = useWords();
  const [isOpen, setOpen] = useState(false);
  const query = useAnswer(
    'getRawAnswers',
    { params: { accountId, salesOrderId } },
    { isOn: isOpen },
  );
  return (
    <details className="card raw-answers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.raw}</summary>
      <p className="soft-line">{words.rawHelp}</p>
      {isOpen && (
        <Loaded of={query}>
          {({ readAt, otto, shop }) => (
            <>
              <p className="soft-line">{words.readAt(moment(readAt))}</p>
              <RawSide title={words.atOtto} side={otto} />
              <RawSide title={words.inShop} side={shop} />
            </>
          )}
        </Loaded>
      )}
    </details>
  );
}

function RawSide({ title, side }: { title: string; side: Side }) {
  const { orders: words } = useWords();
  return (
    <>
      <h3>{title}</h3>
      {side.state === 'absent' && <p>{words.absent}</p>}
      {side.fault && <ToldText about={side.fault} />}
      {side.state === 'shown' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <pre className="raw-json" tabIndex={0}>
          {JSON.stringify(side.answer, null, 2)}
        </pre>
      )}
    </>
  );
}
