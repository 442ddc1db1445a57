import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Field } from '../../components/list-parts.ts';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import type { Told } from '../../components/told.tsx';
import { count, distance } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';

export type StockLevel = AnswerOf<'listStock'>['items'][number];

const TONES: Record<StockLevel['state'], Tone> = {
  unread: 'quiet',
  'not-told': 'quiet',
  due: 'working',
  pushed: 'working',
  agrees: 'done',
  differs: 'problem',
  unknown: 'problem',
  refused: 'problem',
};

/**
 * The columns of the list of stock: the shop's side, what is kept back, OTTO's side.
 *
 * @param accountNames none where there is but one account
 */
export function stockFields(
  { stock: words }: Words,
  accountNames: ReadonlyMap<string, string>,
): Field<StockLevel>[] {
  return [
    {
      id: 'sku',
      label: words.sku,
      enableHiding: false,
      render: ({ item }) => (
        <div className="stacked stock-sku">
          {item.sku}
          {item.title !== null && <span className="soft-line">{item.title}</span>}
          {accountNames.size > 1 && (
            <span className="soft-line">{accountNames.get(item.accountId) ?? item.accountId}</span>
          )}
        </div>
      ),
    },
    {
      id: 'shop',
      label: words.shop,
      render: ({ item }) => (
        <div className="stacked stock-number">
          <ShopNumber item={item} words={words} />
          {item.parts.map((part) => (
            <PartLink key={`${part.productId} ${part.variationId}`} part={part} words={words} />
          ))}
          {item.reserved > 0 && (
            <span className="soft-line">{words.reserved(count(item.reserved))}</span>
          )}
        </div>
      ),
    },
    {
      id: 'target',
      label: words.target,
      render: ({ item }) => (
        <div className="stacked stock-number">
          {item.target === null ? (
            <span className="quiet">{words.nothingTold}</span>
          ) : (
            <span className="amount">{count(item.target)}</span>
          )}
          {keptLines(item, words).map((line) => (
            <span key={line} className="soft-line">
              {line}
            </span>
          ))}
        </div>
      ),
    },
    {
      id: 'otto',
      label: words.otto,
      render: ({ item }) => <OttoNumber item={item} words={words} />,
    },
    {
      id: 'state',
      label: words.state,
      render: ({ item }) => (
        <div className="stacked stock-state">
          <StatusBadge tone={TONES[item.state]}>{item.stateWord}</StatusBadge>
          {item.shopFinding && <Finding about={item.shopFinding} />}
          {item.ottoFinding && <Finding about={item.ottoFinding} />}
        </div>
      ),
    },
  ];
}

function ShopNumber({ item, words }: { item: StockLevel; words: Words['stock'] }) {
  if (item.parts.length === 0) return <span className="quiet">{words.noProduct}</span>;
  if (item.shopQuantity === null) return <span className="quiet">{words.notCounted}</span>;
  return <span className="amount">{count(item.shopQuantity)}</span>;
}

function PartLink({
  part: { quantity, shopSku, shopUrl },
  words,
}: {
  part: StockLevel['parts'][number];
  words: Words['stock'];
}) {
  const name = quantity === 1 ? shopSku : words.parts(count(quantity), shopSku);
  return shopUrl === null ? (
    <span>{name}</span>
  ) : (
    <a href={shopUrl} target="_blank" rel="noreferrer">
      {name}
    </a>
  );
}

/** A number that is not the one to be shown stands out, for the eye and for the ear. */
function OttoNumber({ item, words }: { item: StockLevel; words: Words['stock'] }) {
  const { target, ottoQuantity, ottoReadAt } = item;
  if (ottoQuantity === null) return <span className="quiet">{words.notYet}</span>;
  const isOther = target !== null && target !== ottoQuantity;
  return (
    <div className="stacked stock-number">
      {isOther ? (
        <StatusBadge tone={item.state === 'differs' ? 'problem' : 'waiting'}>
          {words.shownOtherwise(count(ottoQuantity))}
        </StatusBadge>
      ) : (
        <span className="amount">{count(ottoQuantity)}</span>
      )}
      {isOther && <span className="visually-hidden">{words.shownOtherwiseHelp}</span>}
      {ottoReadAt !== null && (
        <span className="soft-line">{words.readAt(distance(ottoReadAt))}</span>
      )}
    </div>
  );
}

function Finding({ about: { what, follows, todo } }: { about: Told }) {
  if (follows === null && todo === null) return <span className="soft-line">{what}</span>;
  return (
    <details className="soft-line">
      <summary>{what}</summary>
      {follows !== null && <p className="stock-more">{follows}</p>}
      {todo !== null && <p className="stock-more">{todo}</p>}
    </details>
  );
}

/** What is kept back of the shop's number; nothing where OTTO is told none. */
function keptLines({ target, buffer, cap }: StockLevel, words: Words['stock']): string[] {
  if (target === null && buffer.own === null && cap.own === null) return [];
  return [
    ...(buffer.inForce > 0 || buffer.own !== null ? [words.buffer(count(buffer.inForce))] : []),
    ...(cap.inForce === null ? [] : [words.cap(count(cap.inForce))]),
    ...(buffer.own !== null || cap.own !== null ? [words.own] : []),
  ];
}
