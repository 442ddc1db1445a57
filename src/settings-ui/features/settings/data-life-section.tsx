import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/use-api.ts';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import { OptionalNumberField } from '../../components/form/text-fields.tsx';
import { useSettingsForm } from '../../components/form/use-settings-form.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

export function DataLifeSection() {
  const { settings } = useWords();
  const words = settings.dataLife;
  const query = useAnswer('getDataLife');
  return (
    <>
      <Loaded of={query}>{(answer) => <DataLifeForm answer={answer} />}</Loaded>
      <Card title={words.whereTitle}>
        <dl className="facts">
          <dt>{words.ledger}</dt>
          <dd>{words.ledgerHolds}</dd>
          <dt>{words.settingsFile}</dt>
          <dd>{words.settingsHold}</dd>
          <dt>{words.log}</dt>
          <dd>{words.logHolds}</dd>
          <dt>{words.shopOrder}</dt>
          <dd>{words.shopOrderHolds}</dd>
          <dt>{words.shopMeta}</dt>
          <dd>{words.shopMetaHolds}</dd>
          <dt>OTTO</dt>
          <dd>{words.ottoHolds}</dd>
        </dl>
      </Card>
    </>
  );
}

function DataLifeForm({ answer }: { answer: AnswerOf<'getDataLife'> }) {
  const { settings } = useWords();
  const words = settings.dataLife;
  const form = useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveDataLife', { body, ifMatch }),
    reload: () => call('getDataLife'),
    refreshes: ['getDataLife'],
  });
  return (
    <SettingsForm form={form} label={settings.sections['data-life'].title}>
      <OptionalNumberField
        {...form.field('eraseShopMetaAfterDays')}
        label={words.eraseDays}
        help={words.eraseDaysHelp}
        standard={words.kept}
        min={1}
        max={3650}
      />
    </SettingsForm>
  );
}
