import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/use-api.ts';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import { OptionalTextField } from '../../components/form/text-fields.tsx';
import { useSettingsForm } from '../../components/form/use-settings-form.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

/** Who notices that the bridge itself is gone: an address that is called while all is well. */
export function MonitoringCard() {
  const { settings } = useWords();
  const words = settings.monitoring;
  const query = useAnswer('getMonitoring');
  return (
    <Card title={words.title}>
      <p>{words.about}</p>
      <Loaded of={query}>{(answer) => <MonitoringForm answer={answer} />}</Loaded>
    </Card>
  );
}

function MonitoringForm({ answer }: { answer: AnswerOf<'getMonitoring'> }) {
  const { settings } = useWords();
  const words = settings.monitoring;
  const form = useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveMonitoring', { body, ifMatch }),
    reload: () => call('getMonitoring'),
    refreshes: ['getMonitoring'],
  });
  return (
    <SettingsForm form={form} label={words.title}>
      <OptionalTextField
        {...form.field('heartbeatUrl')}
        type="url"
        label={words.heartbeatUrl}
        help={words.heartbeatUrlHelp}
        standard={settings.form.nothing}
        placeholder="https://"
      />
    </SettingsForm>
  );
}
