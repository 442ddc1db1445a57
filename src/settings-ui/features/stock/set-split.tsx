import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { TextField } from '../../components/form/text-fields.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { count, money, percent } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

/** What each product of a set gets of an example price, to the cent, and what saving it touches. */
export function SetSplit({
  split,
  example,
  isPrice,
  onExample,
}: {
  split: AnswerOf<'previewProductSet'> | undefined;
  example: string;
  isPrice: boolean;
  onExample: (typed: string) => void;
}) {
  const { skuMap: words } = useWords();
  return (
    <section className="set-split">
      <h2>{words.split}</h2>
      <TextField
        name="examplePrice"
        label={words.examplePrice}
        help={words.examplePriceHelp}
        inputMode="decimal"
        maxLength={12}
        value={example}
        onChange={onExample}
        problem={isPrice ? undefined : words.noPrice}
      />
      <div role="status">
        {split && (
          <>
            <WideTable caption={words.split}>
              <thead>
                <tr>
                  <th scope="col">{words.product}</th>
                  <th scope="col" className="is-number">
                    {words.percent}
                  </th>
                  <th scope="col" className="is-number">
                    {words.amount}
                  </th>
                </tr>
              </thead>
              <tbody>
                {split.parts.map(({ shopSku, name, quantity, sharePercent, amount }) => (
                  <tr key={shopSku}>
                    <th scope="row">
                      {name === null
                        ? words.partPlain(count(quantity), shopSku)
                        : words.part(count(quantity), name, shopSku)}
                    </th>
                    <td className="is-number">{percent(sharePercent, 1)}</td>
                    <td className="is-number">{euros(amount)}</td>
                  </tr>
                ))}
                <tr>
                  <th scope="row">{words.sum}</th>
                  <td />
                  <td className="is-number">{euros(split.examplePrice)}</td>
                </tr>
              </tbody>
            </WideTable>
            <p className="soft-line">{words.by[split.weightsBy]}</p>
            {split.replacesChoice !== null && <p>{words.replacesChoice(split.replacesChoice)}</p>}
            {split.waitingOrders > 0 && <p>{words.waitingNow(count(split.waitingOrders))}</p>}
          </>
        )}
      </div>
    </section>
  );
}

/** From decimal text with two places. */
function euros(amount: string): string {
  return money(Math.round(Number(amount) * 100));
}
