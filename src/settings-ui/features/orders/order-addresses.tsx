import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/use-api.ts';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Addresses = AnswerOf<'getOrderAddresses'>;
type Address = NonNullable<Addresses['delivery']>;

/** The buyer's addresses: read when they are asked for, kept nowhere, gone when the screen is left. */
export function OrderAddresses({
  accountId,
  salesOrderId,
}: {
  accountId: string;
  salesOrderId: string;
}) {
  const { shell, orders: words } = useWords();
  const mayOperate = useMay('operate');
  const [addresses, setAddresses] = useState<Addresses>();
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      setAddresses(await call('getOrderAddresses', { params: { accountId, salesOrderId } }));
    } catch (problem) {
      setFault(problem);
    }
    setBusy(false);
  };
  return (
    <Card title={words.addresses}>
      <ProblemNotice fault={fault} />
      {addresses === undefined ? (
        <>
          <p className="soft-line">{mayOperate ? words.addressesHelp : shell.noRight}</p>
          <Button
            variant="secondary"
            isBusy={isBusy}
            disabled={!mayOperate || isBusy}
            accessibleWhenDisabled
            onClick={() => void show()}
          >
            {words.showAddresses}
          </Button>
        </>
      ) : (
        <>
          <div className="card-grid">
            <OneAddress title={words.delivery} address={addresses.delivery} />
            <OneAddress title={words.invoice} address={addresses.invoice} />
          </div>
          <p className="soft-line">{words.addressesRead(moment(addresses.readAt))}</p>
          <Button variant="secondary" onClick={() => setAddresses(undefined)}>
            {words.hideAddresses}
          </Button>
        </>
      )}
    </Card>
  );
}

function OneAddress({ title, address }: { title: string; address: Address | null }) {
  const { orders: words } = useWords();
  return (
    <div>
      <h3>{title}</h3>
      {address === null ? (
        <p>{words.noAddress}</p>
      ) : (
        <address>
          {linesOf(address).map(({ part, text }) => (
            <span key={part}>{text}</span>
          ))}
        </address>
      )}
    </div>
  );
}

function linesOf(address: Address): { part: string; text: string }[] {
  const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(' ');
  return [
    { part: 'name', text: joined(address.firstName, address.lastName) },
    { part: 'addition', text: address.addition },
    { part: 'street', text: joined(address.street, address.houseNumber) },
    { part: 'city', text: joined(address.zipCode, address.city) },
    { part: 'country', text: address.countryCode },
    { part: 'phone', text: address.phoneNumber },
    { part: 'mail', text: address.email },
  ].filter(({ text }) => text !== '');
}
