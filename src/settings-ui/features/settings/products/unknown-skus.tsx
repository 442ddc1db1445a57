import { Button } from '@wordpress/components';
import { Fragment, useState } from 'react';
import { useAnswer, useMay } from '../../../api/use-api.ts';
import { ChooseProduct } from '../../../components/choose-product.tsx';
import { Card, Loaded } from '../../../components/page-frame.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { WideTable } from '../../../components/wide-table.tsx';
import { count, day } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';

/** SKUs of late orders that the shop does not know, each with a way to say what it means. */
export function UnknownSkus() {
  const { settings } = useWords();
  const words = settings.products;
  const mayChoose = useMay('operate');
  const unknown = useAnswer('listUnknownSkus');
  const [open, setOpen] = useState<string>();
  return (
    <Card title={words.unknownTitle}>
      <Loaded of={unknown}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="item-list-empty">{words.unknownNone}</p>
          ) : (
            <>
              <p>{words.unknownHelp}</p>
              <WideTable caption={words.unknownTitle} isStacked>
                <thead>
                  <tr>
                    <th scope="col">{words.sku}</th>
                    <th scope="col">{words.whatNow}</th>
                    <th scope="col" className="is-number">
                      {words.orders}
                    </th>
                    <th scope="col">{words.lastOrdered}</th>
                    {mayChoose && <td />}
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <Fragment key={item.sku}>
                      <tr>
                        <th scope="row">{item.sku}</th>
                        <td>
                          <StatusBadge tone={item.isHolding ? 'waiting' : 'done'}>
                            {item.isHolding ? words.isHolding : words.isNamedLine}
                          </StatusBadge>
                        </td>
                        <td className="is-number">{count(item.orders)}</td>
                        <td>{day(item.lastAt)}</td>
                        {mayChoose && (
                          <td>
                            <Button
                              variant="link"
                              aria-expanded={open === item.sku}
                              aria-label={words.chooseFor(item.sku)}
                              onClick={() => setOpen(open === item.sku ? undefined : item.sku)}
                            >
                              {words.choose}
                            </Button>
                          </td>
                        )}
                      </tr>
                      {open === item.sku && (
                        <tr>
                          <td colSpan={5}>
                            <ChooseProduct sku={item.sku} onDone={() => setOpen(undefined)} />
                          </td>
                        </tr>
                      )}
                    </Fragment>
                  ))}
                </tbody>
              </WideTable>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
