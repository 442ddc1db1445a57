import { Button } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useChange } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { FaultNotice, SavedNotice } from '../form/settings-form.tsx';
import { SecretField } from '../form/text-fields.tsx';
import { fieldProblems } from '../form/use-settings-form.ts';
import { useUnsaved } from '../unsaved-guard.tsx';
import { Findings } from './findings.tsx';

type Shop = AnswerOf<'getShop'>;

/** Keys that the owner made in the shop: tried there before they are kept. */
export function ShopKeys({ shop, url, onDone }: { shop: Shop; url: string; onDone?: () => void }) {
  const { settings } = useWords();
  const words = settings.shop;
  const [consumerKey, setKey] = useState('');
  const [consumerSecret, setSecret] = useState('');
  const connect = useChange('connectShop', ['getShop', 'getSetUp', 'listShopStatuses']);
  const problems = fieldProblems(connect.error);
  useUnsaved(!connect.isPending && (consumerKey !== '' || consumerSecret !== ''));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await connect
      .mutateAsync({
        ifMatch: shop.version,
        body: {
          url: url.trim(),
          ...(consumerKey.trim() === '' ? {} : { consumerKey: consumerKey.trim() }),
          ...(consumerSecret.trim() === '' ? {} : { consumerSecret: consumerSecret.trim() }),
        },
      })
      .catch(() => undefined);
    if (!answer?.isSaved) return;
    setKey('');
    setSecret('');
    onDone?.();
  };
  const { data } = connect;
  return (
    <form
      className="connect-form"
      noValidate
      aria-label={words.keysTitle}
      onSubmit={(e) => void send(e)}
    >
      <p>{words.keysWhere}</p>
      <ol className="click-path">
        <li>{words.keysStep1}</li>
        <li>{words.keysStep2}</li>
        <li>{words.keysStep3}</li>
      </ol>
      <div className="form-fields">
        <SecretField
          name="consumerKey"
          label={words.consumerKey}
          help={words.consumerKeyHelp}
          isSet={shop.consumerKey.isSet && url.trim() === shop.url}
          value={consumerKey}
          onChange={setKey}
          problem={problems.consumerKey}
        />
        <SecretField
          name="consumerSecret"
          label={words.consumerSecret}
          help={words.consumerSecretHelp}
          isSet={shop.consumerSecret.isSet && url.trim() === shop.url}
          value={consumerSecret}
          onChange={setSecret}
          problem={problems.consumerSecret}
        />
      </div>
      {connect.error && (
        <FaultNotice fault={connect.error} fields={['consumerKey', 'consumerSecret', 'url']} />
      )}
      {data && !data.isSaved && (
        <div role="alert">
          <p>{words.notSaved}</p>
          <Findings findings={data.findings} />
        </div>
      )}
      {data?.isSaved && <SavedNotice changes={data.changes} />}
      <Button
        variant="secondary"
        type="submit"
        isBusy={connect.isPending}
        disabled={connect.isPending}
        accessibleWhenDisabled
        className="item-list-add"
      >
        {words.tryKeys}
      </Button>
    </form>
  );
}
