import { Button } from '@wordpress/components';
import { useAnswer, useChange, useMay } from '../../../api/use-api.ts';
import { Card, Loaded } from '../../../components/page-frame.tsx';
import { ProblemNotice } from '../../../components/problem-notice.tsx';
import { WideTable } from '../../../components/wide-table.tsx';
import { day } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';

/** How goods travel, as OTTO's answers taught the bridge. */
export function DeliveryTypes() {
  const { settings } = useWords();
  const words = settings.products;
  const mayRemove = useMay('operate');
  const types = useAnswer('listDeliveryTypes');
  const remove = useChange('removeDeliveryType', ['listDeliveryTypes']);
  const names = { parcel: words.parcel, forwarder: words.forwarder };
  return (
    <Card title={words.deliveryTitle}>
      <p>{words.deliveryHelp}</p>
      <Loaded of={types}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="item-list-empty">{words.deliveryNone}</p>
          ) : (
            <WideTable caption={words.deliveryTitle} isStacked>
              <thead>
                <tr>
                  <th scope="col">{words.sku}</th>
                  <th scope="col">{words.account}</th>
                  <th scope="col">{words.travels}</th>
                  <th scope="col">{words.learned}</th>
                  {mayRemove && <td />}
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={`${item.accountId} ${item.sku}`}>
                    <th scope="row">{item.sku}</th>
                    <td>{item.accountId}</td>
                    <td>{names[item.deliveryType]}</td>
                    <td>{day(item.learnedAt)}</td>
                    {mayRemove && (
                      <td>
                        <Button
                          variant="link"
                          isDestructive
                          aria-label={words.forgetOne(item.sku)}
                          onClick={() =>
                            remove.mutate({
                              query: { accountId: item.accountId, sku: item.sku },
                            })
                          }
                        >
                          {words.forget}
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
    </Card>
  );
}
