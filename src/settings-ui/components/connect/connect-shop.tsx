import { Button, Notice } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useChange } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { isWebAddress, TextField } from '../form/text-fields.tsx';
import { fieldProblems } from '../form/use-settings-form.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import './connect.css';
import { ToldText } from '../told.tsx';
import { ShopKeys } from './shop-keys.tsx';

/** The shop's address, and the two ways in: one click on the shop's own page, or pasted keys. */
export function ConnectShop({ shop, onDone }: { shop: AnswerOf<'getShop'>; onDone?: () => void }) {
  const { settings } = useWords();
  const words = settings.shop;
  const [url, setUrl] = useState(shop.url ?? '');
  const ask = useChange('askConsent');
  const { isPossible, about } = shop.consent;
  const problem = fieldProblems(ask.error).url;
  const goToShop = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWebAddress(url.trim())) return;
    const answer = await ask.mutateAsync({ body: { url: url.trim() } }).catch(() => undefined);
    if (answer) window.location.assign(answer.authorizeUrl);
  };
  return (
    <div className="connect-form">
      <form className="connect-form" noValidate onSubmit={(event) => void goToShop(event)}>
        <div className="form-fields">
          <TextField
            name="url"
            type="url"
            inputMode="url"
            autoComplete="url"
            label={words.url}
            help={words.urlHelp}
            placeholder="https://"
            value={url}
            onChange={setUrl}
            isRequired
            problem={problem}
          />
        </div>
        {isPossible && (
          <>
            <p>{words.consentMeans}</p>
            <Button
              variant="primary"
              type="submit"
              className="item-list-add"
              isBusy={ask.isPending}
              disabled={!isWebAddress(url.trim())}
              accessibleWhenDisabled
            >
              {shop.isConnected ? words.connectAnew : words.connect}
            </Button>
          </>
        )}
        {problem === undefined && <ProblemNotice fault={ask.error} />}
      </form>
      {!isPossible && (
        <Notice status="info" isDismissible={false} spokenMessage="">
          {about ? <ToldText about={about} /> : words.consentNotPossible}
        </Notice>
      )}
      <details className="by-hand" open={!isPossible}>
        <summary>{words.keysTitle}</summary>
        <ShopKeys shop={shop} url={url} {...(onDone ? { onDone } : {})} />
      </details>
    </div>
  );
}
