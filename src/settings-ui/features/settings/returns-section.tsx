import { useAnswer } from '../../api/use-api.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import {
  ReturnDetailFields,
  ReturnPoolFields,
  ReturnSourceFields,
} from '../../components/setting-fields/return-fields.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { ShippingRulesForm } from './shipping-rules-form.tsx';

export function ReturnsSection() {
  const { settings } = useWords();
  const words = settings.returns;
  return (
    <>
      <PoolsLeft />
      <ShippingRulesForm label={settings.sections['return-numbers'].title}>
        {(rules) => (
          <>
            <Card title={words.whereTitle}>
              <ReturnSourceFields rules={rules} />
              <ReturnDetailFields rules={rules} />
            </Card>
            <Card title={words.poolsTitle}>
              <ReturnPoolFields rules={rules} />
            </Card>
          </>
        )}
      </ShippingRulesForm>
    </>
  );
}

/** How many numbers each pool has left, and for how long. */
function PoolsLeft() {
  const { settings } = useWords();
  const words = settings.returns;
  const pools = useAnswer('listReturnPools');
  return (
    <Loaded of={pools}>
      {({ items }) =>
        items.length > 0 && (
          <Card title={words.leftTitle}>
            <WideTable caption={words.leftTitle}>
              <thead>
                <tr>
                  <th scope="col">{words.poolId}</th>
                  <th scope="col">{words.poolCarrier}</th>
                  <th scope="col" className="is-number">
                    {words.left}
                  </th>
                  <th scope="col" className="is-number">
                    {words.used30}
                  </th>
                  <th scope="col">{words.lasts}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((pool) => (
                  <tr key={`${pool.accountId} ${pool.poolId}`}>
                    <th scope="row">
                      {pool.poolId}
                      {pool.accountId !== null && ` (${pool.accountId})`}
                    </th>
                    <td>{pool.carrier}</td>
                    <td className="is-number">{count(pool.left)}</td>
                    <td className="is-number">{count(pool.usedInLast30Days)}</td>
                    <td>
                      {pool.daysLeft === null
                        ? words.notUsed
                        : words.days(count(Math.floor(pool.daysLeft)))}{' '}
                      {pool.isLow && <StatusBadge tone="problem">{words.low}</StatusBadge>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </WideTable>
          </Card>
        )
      }
    </Loaded>
  );
}
