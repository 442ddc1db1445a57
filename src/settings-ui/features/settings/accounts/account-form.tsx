import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { call } from '../../../api/call.ts';
import { AccessFields } from '../../../components/connect/access-fields.tsx';
import { SettingsForm } from '../../../components/form/settings-form.tsx';
import { LinesField, NumberField, TextField } from '../../../components/form/text-fields.tsx';
import { useSettingsForm } from '../../../components/form/use-settings-form.ts';
import { Card } from '../../../components/page-frame.tsx';
import {
  accountRules,
  type ImportRules,
  type ShippingRules,
} from '../../../components/setting-fields/rule-fields.tsx';
import { useWords } from '../../../i18n/words.ts';
import { bodyOf, draftOf } from './account-draft.ts';
import { AccountImportRules, AccountShippingRules } from './account-rules.tsx';
import { StartField } from './start-field.tsx';

/** All that is set for one account. */
export function AccountForm({
  account,
  common,
  commonShipping,
}: {
  account: AnswerOf<'getAccount'>;
  common: ImportRules;
  commonShipping: ShippingRules;
}) {
  const { settings } = useWords();
  const words = settings.accounts;
  const { accountId } = account;
  const form = useSettingsForm({
    current: draftOf(account),
    save: (changed, ifMatch) =>
      call('changeAccount', { params: { accountId }, body: bodyOf(changed), ifMatch }),
    reload: async () => draftOf(await call('getAccount', { params: { accountId } })),
    refreshes: ['getAccount', 'listAccounts', 'getEffectiveRules', 'getSetUp'],
  });
  const shipping = accountRules({
    common: commonShipping,
    own: form.draft.shipping,
    onChange: (own) => form.set('shipping', own),
    problemAt: (path) => form.problemAt(`shipping.${path}`),
  });
  return (
    <SettingsForm form={form} label={words.formLabel(account.name)}>
      <Card title={words.accessTitle}>
        <TextField
          {...form.field('name')}
          label={words.name}
          help={words.nameHelp}
          maxLength={100}
          isRequired
        />
        <AccessFields
          access={form.draft}
          isSecretSet={account.clientSecret.isSet}
          onChange={({ environment, clientId, clientSecret }) => {
            if (environment !== undefined) form.set('environment', environment);
            if (clientId !== undefined) form.set('clientId', clientId);
            if (clientSecret !== undefined) form.set('clientSecret', clientSecret);
          }}
          problemAt={form.problemAt}
        />
        <LinesField
          {...form.field('scopes')}
          label={words.scopes}
          help={words.scopesHelp}
          standard="orders, shipments"
        />
      </Card>
      <Card title={words.fetchTitle}>
        <StartField {...form.field('startAt')} label={words.startAt} help={words.startAtHelp} />
        <NumberField
          {...form.field('requestsPerSecond')}
          label={words.requestsPerSecond}
          help={words.requestsPerSecondHelp}
          standard="5"
          min={0.1}
          max={20}
          step={0.1}
        />
        <TextField
          {...form.field('tokenPath')}
          label={words.tokenPath}
          help={words.tokenPathHelp}
          standard="/v1/token"
          maxLength={200}
        />
      </Card>
      <AccountImportRules
        own={form.draft.rules}
        common={common}
        onChange={(own) => form.set('rules', own)}
        problemAt={(path) => form.problemAt(`rules.${path}`)}
      />
      <AccountShippingRules rules={shipping} />
    </SettingsForm>
  );
}
