import { CheckboxControl, SelectControl } from '@wordpress/components';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { WideTable } from '../wide-table.tsx';
import { type DecisionRow, type FixedConditions, pieceKey } from './decision-draft.ts';

type Choices = AnswerOf<'listReturnReasons'>;
type Reasons = Choices['accept'] | Choices['reject'];

/** Condition and reason, piece by piece, and once for all where there are several. */
export function DecisionTable({
  rows,
  conditions,
  reasons,
  fixed,
  onChange,
}: {
  rows: readonly DecisionRow[];
  conditions: Choices['conditions'];
  reasons: Reasons;
  fixed: FixedConditions;
  onChange: (rows: DecisionRow[]) => void;
}) {
  const { returns: words } = useWords();
  const isMany = rows.length > 1;
  const set = (key: string, change: Partial<DecisionRow>) =>
    onChange(rows.map((row) => (pieceKey(row.piece) === key ? { ...row, ...change } : row)));
  const names = namesOf(rows, words);
  return (
    <>
      {isMany && (
        <fieldset className="decision-all">
          <legend>{words.forAll}</legend>
          {!rows.every(({ reason }) => fixed.has(reason)) && (
            <ChoiceOf
              label={words.conditionForAll}
              value={same(rows.map(({ condition }) => condition))}
              choices={conditions}
              onChange={(condition) => onChange(rows.map((row) => ({ ...row, condition })))}
            />
          )}
          <ChoiceOf
            label={words.reasonForAll}
            value={same(rows.map(({ reason }) => reason))}
            choices={reasons}
            onChange={(reason) => onChange(rows.map((row) => ({ ...row, reason })))}
          />
        </fieldset>
      )}
      <WideTable caption={words.pieces} isStacked>
        <thead>
          <tr>
            <th scope="col">{words.piece}</th>
            <th scope="col">{words.condition}</th>
            <th scope="col">{words.reason}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = pieceKey(row.piece);
            const name = names.get(key) ?? key;
            return (
              <tr key={key}>
                <th scope="row">
                  {isMany ? (
                    <CheckboxControl
                      label={name}
                      checked={row.isTicked}
                      onChange={(isTicked) => set(key, { isTicked })}
                    />
                  ) : (
                    name
                  )}
                </th>
                <td data-label={words.condition}>
                  {fixed.has(row.reason) ? (
                    <span className="soft-line">{words.nothingComesBack}</span>
                  ) : (
                    <ChoiceOf
                      label={words.conditionOf(name)}
                      isShort
                      isOff={!row.isTicked}
                      value={row.condition}
                      choices={conditions}
                      onChange={(condition) => set(key, { condition })}
                    />
                  )}
                </td>
                <td data-label={words.reason}>
                  <ChoiceOf
                    label={words.reasonOf(name)}
                    isShort
                    isOff={!row.isTicked}
                    value={row.reason}
                    choices={reasons}
                    onChange={(reason) => set(key, { reason })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </WideTable>
    </>
  );
}

function ChoiceOf<Code extends string>({
  label,
  isShort = false,
  isOff = false,
  value,
  choices,
  onChange,
}: {
  label: string;
  /** the column says what it is; the label is for who can't see it */
  isShort?: boolean;
  isOff?: boolean;
  value: Code | '';
  choices: readonly { code: Code; word: string }[];
  onChange: (code: Code) => void;
}) {
  const { returns: words } = useWords();
  const options: { value: string; label: string }[] = [
    { value: '', label: words.pleaseChoose },
    ...choices.map(({ code, word }) => ({ value: code, label: word })),
  ];
  const present: string = value;
  return (
    <SelectControl
      __next40pxDefaultSize
      label={label}
      hideLabelFromVision={isShort}
      disabled={isOff}
      value={present}
      options={options}
      onChange={(chosen) => {
        const found = choices.find(({ code }) => code === chosen);
        if (found) onChange(found.code);
      }}
    />
  );
}

/** What all have in common; "" where they differ. */
function same<Value extends string>(values: readonly Value[]): Value | '' {
  const [first = ''] = values;
  return values.every((value) => value === first) ? first : '';
}

/** By SKU and order; equal pieces of an order are told apart by number. */
function namesOf(rows: readonly DecisionRow[], words: Words['returns']): Map<string, string> {
  const plain = rows.map(({ piece }) => {
    const sku = piece.sku ?? piece.positionItemId;
    return words.pieceOf(sku, piece.orderNumber ?? piece.salesOrderId);
  });
  const seen = new Map<string, number>();
  return new Map(
    rows.map(({ piece }, at) => {
      const name = plain[at] ?? '';
      const isOne = plain.filter((other) => other === name).length === 1;
      const number = (seen.get(name) ?? 0) + 1;
      seen.set(name, number);
      return [pieceKey(piece), isOne ? name : words.numbered(name, number)];
    }),
  );
}
