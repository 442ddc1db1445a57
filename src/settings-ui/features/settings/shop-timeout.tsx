import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import { NumberField } from '../../components/form/text-fields.tsx';
import { useSettingsForm } from '../../components/form/use-settings-form.ts';
import { useWords } from '../../i18n/words.ts';

const MS = 1_000;

type Shop = AnswerOf<'getShop'>;

function held({ version, timeoutMs }: Shop) {
  return { version, values: { timeoutMs: timeoutMs / MS } };
}

/** How long one call to the shop may take. */
export function ShopTimeout({ shop }: { shop: Shop }) {
  const { settings } = useWords();
  const words = settings.shop;
  const form = useSettingsForm({
    current: held(shop),
    save: async ({ timeoutMs = 0 }, ifMatch) => {
      const body = { url: shop.url ?? '', timeoutMs: timeoutMs * MS };
      const answer = await call('connectShop', { body, ifMatch });
      return { version: answer.shop.version, changes: answer.changes };
    },
    reload: async () => held(await call('getShop')),
    refreshes: ['getShop'],
  });
  return (
    <SettingsForm form={form} label={words.timeoutTitle}>
      <NumberField
        {...form.field('timeoutMs')}
        label={words.timeout}
        help={words.timeoutHelp}
        standard="60"
        min={1}
        max={600}
      />
    </SettingsForm>
  );
}
