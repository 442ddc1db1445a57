import { Button } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { useAnswer, useChange, useMay } from '../../../api/use-api.ts';
import { ChooseProduct } from '../../../components/choose-product.tsx';
import { TextField } from '../../../components/form/text-fields.tsx';
import { Card, Loaded } from '../../../components/page-frame.tsx';
import { ProblemNotice } from '../../../components/problem-notice.tsx';
import { WideTable } from '../../../components/wide-table.tsx';
import { useWords } from '../../../i18n/words.ts';

/** Which shop product a SKU of OTTO's means. */
export function ProductChoices() {
  const { settings } = useWords();
  const words = settings.products;
  const mayChoose = useMay('operate');
  const choices = useAnswer('listProductChoices');
  const remove = useChange('removeProductChoice', ['listProductChoices', 'listUnknownSkus']);
  return (
    <Card title={words.choicesTitle}>
      <p>{words.choicesHelp}</p>
      <Loaded of={choices}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="item-list-empty">{words.choicesNone}</p>
          ) : (
            <WideTable caption={words.choicesTitle} isStacked>
              <thead>
                <tr>
                  <th scope="col">{words.sku}</th>
                  <th scope="col">{words.shopSku}</th>
                  {mayChoose && <td />}
                </tr>
              </thead>
              <tbody>
                {items.map((choice) => (
                  <tr key={choice.sku}>
                    <th scope="row">{choice.sku}</th>
                    <td>{choice.shopSku}</td>
                    {mayChoose && (
                      <td>
                        <Button
                          variant="link"
                          isDestructive
                          aria-label={settings.form.removeOne(choice.sku)}
                          onClick={() => remove.mutate({ query: { sku: choice.sku } })}
                        >
                          {settings.form.remove}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </WideTable>
          )
        }
      </Loaded>
      <ProblemNotice fault={remove.error} />
      {mayChoose && <AddChoice />}
    </Card>
  );
}

function AddChoice() {
  const { settings } = useWords();
  const words = settings.products;
  const [sku, setSku] = useState('');
  const [asked, setAsked] = useState<string>();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (sku.trim() !== '') setAsked(sku.trim());
  };
  return (
    <>
      <form className="form-fields" aria-label={words.addChoice} onSubmit={ask}>
        <TextField
          name="sku"
          label={words.sku}
          help={words.skuHelp}
          value={sku}
          maxLength={200}
          onChange={(typed) => {
            setSku(typed);
            setAsked(undefined);
          }}
          problem={undefined}
        />
        <Button
          variant="secondary"
          type="submit"
          className="item-list-add"
          disabled={sku.trim() === ''}
          accessibleWhenDisabled
        >
          {words.addChoice}
        </Button>
      </form>
      {asked !== undefined && (
        <ChooseProduct
          sku={asked}
          onDone={() => {
            setSku('');
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}
