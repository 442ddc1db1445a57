import { useQuery } from '@tanstack/react-query';
import { Button, TextControl } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useChange } from '../../api/use-api.ts';
import { centsIn } from '../../i18n/euros.ts';
import { money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import { ToldText } from '../told.tsx';
import type { ReturnPiece } from './decision-draft.ts';
import { AFTER_DECISIONS } from './refreshed.ts';
import { newRequestId } from './request-id.ts';

/** The same amount went back for this piece within a day. */
const SAME_AGAIN = 'reduction-same-today';

type Piece = AnswerOf<'listPriceReductions'>['items'][number];

/** The amount, what it comes to, and what became of it. */
export function ReductionForm({
  piece: { accountId, salesOrderId, positionItemId },
  price,
  onClose,
}: {
  piece: ReturnPiece;
  price: Piece;
  onClose: () => void;
}) {
  const { shell, reductions: words } = useWords();
  const [typed, setTyped] = useState('');
  const [wasTried, setTried] = useState(false);
  // One opening of this dialog and one amount are one intent, however often it is sent.
  const [intent] = useState(newRequestId);
  const reduce = useChange('reducePrice', AFTER_DECISIONS);
  const cents = centsIn(typed) ?? 0;
  const problem = problemOf(typed, cents, price.leftCents, words);
  const body = {
    accountId,
    salesOrderId,
    positionItemId,
    amountCents: cents,
    requestId: `${intent}-${cents}`,
  };
  const preview = useQuery({
    queryKey: ['reducePrice', 'preview', body],
    queryFn: ({ signal }) => call('reducePrice', { body: { ...body, dryRun: true }, signal }),
    enabled: problem === undefined && reduce.data === undefined,
  });
  const answer = reduce.data;
  // What can't be at all is said before it is tried; that it is a repeat is asked afterwards.
  const refused =
    preview.data?.outcome === 'refused' && preview.data.about?.code !== SAME_AGAIN
      ? preview.data.about
      : undefined;
  const isRepeated = answer?.about?.code === SAME_AGAIN && answer.amountCents === cents;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem === undefined && !refused && !reduce.isPending) reduce.mutate({ body });
  };
  if (answer && answer.outcome !== 'refused') {
    return (
      <div role="status">
        <p>{words.noted(money(answer.amountCents))}</p>
        {answer.about && <ToldText about={answer.about} />}
        <div className="dialog-buttons">
          <Button variant="primary" onClick={onClose}>
            {shell.close}
          </Button>
        </div>
      </div>
    );
  }
  const left = price.leftCents - (problem === undefined ? cents : 0);
  return (
    <form className="form" noValidate onSubmit={submit}>
      <p>{words.lead}</p>
      <dl className="side-by-side">
        <Sum name={words.price} cents={price.priceCents} />
        <Sum name={words.already} cents={price.reducedCents} />
        <Sum name={words.left} cents={price.leftCents} />
      </dl>
      {price.fault && <ToldText about={price.fault} />}
      <TextControl
        __next40pxDefaultSize
        label={words.amount}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        value={typed}
        aria-invalid={wasTried && problem !== undefined}
        help={
          wasTried && problem !== undefined ? (
            <span className="field-problem">{problem}</span>
          ) : (
            words.amountHelp
          )
        }
        onChange={(text) => {
          setTyped(text);
          if (reduce.isError || answer) reduce.reset();
        }}
      />
      <div role="status">
        {refused && <ToldText about={refused} />}
        {problem === undefined && !refused && (
          <p className="decision-sum">{preview.data?.what ?? words.newPrice(money(left))}</p>
        )}
        {!isRepeated && !refused && answer?.about && <ToldText about={answer.about} />}
        {isRepeated && answer?.about && (
          <div className="reduction-repeated">
            <ToldText about={answer.about} />
            <Button
              variant="secondary"
              isDestructive
              isBusy={reduce.isPending}
              onClick={() => reduce.mutate({ body: { ...body, again: true } })}
            >
              {words.repeatedYes(money(cents))}
            </Button>
          </div>
        )}
      </div>
      <p className="soft-line">{words.addsUp}</p>
      <ProblemNotice fault={reduce.error} />
      <div className="dialog-buttons">
        <Button variant="tertiary" onClick={onClose}>
          {shell.cancel}
        </Button>
        {!isRepeated && (
          <Button
            variant="primary"
            isDestructive
            type="submit"
            isBusy={reduce.isPending}
            disabled={reduce.isPending || refused !== undefined}
            accessibleWhenDisabled
          >
            {problem === undefined ? words.yes(money(cents)) : words.yesSome}
          </Button>
        )}
      </div>
    </form>
  );
}

function Sum({ name, cents }: { name: string; cents: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{money(cents)}</dd>
    </div>
  );
}

function problemOf(
  typed: string,
  cents: number,
  leftCents: number,
  words: { amountMissing: string; amountTooHigh: (left: string) => string },
): string | undefined {
  if (cents === 0 || typed.trim() === '') return words.amountMissing;
  return cents < leftCents ? undefined : words.amountTooHigh(money(leftCents));
}
