import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer, useChange, useMay } from '../../api/use-api.ts';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import { NumberField, OptionalTextField } from '../../components/form/text-fields.tsx';
import { useSettingsForm } from '../../components/form/use-settings-form.ts';
import { Card, EmptyState, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { useWords } from '../../i18n/words.ts';
import { bodyOf, draftOf, MailFields } from './mail-fields.tsx';
import { MonitoringCard } from './monitoring-card.tsx';

type Answer = AnswerOf<'getNotifications'>;

export function NotificationsSection() {
  const { shell } = useWords();
  const mayConfigure = useMay('configure');
  const query = useAnswer('getNotifications', {}, { isOn: mayConfigure });
  if (!mayConfigure) return <EmptyState title={shell.noRight} />;
  return (
    <Loaded of={query}>
      {(answer) => (
        <>
          <NotificationsForm answer={answer} />
          <TestCard />
          {answer.values.webhookUrl !== null && <WebhookSecret />}
          <MonitoringCard />
        </>
      )}
    </Loaded>
  );
}

function held({ version, values }: Answer) {
  return { version, values: { ...values, mail: draftOf(values.mail) } };
}

function NotificationsForm({ answer }: { answer: Answer }) {
  const { settings } = useWords();
  const words = settings.notifications;
  const form = useSettingsForm({
    current: held(answer),
    save: ({ mail, ...rest }, ifMatch) =>
      call('saveNotifications', {
        ifMatch,
        body: { ...rest, ...(mail === undefined ? {} : { mail: bodyOf(mail) }) },
      }),
    reload: async () => held(await call('getNotifications')),
    refreshes: ['getNotifications'],
  });
  return (
    <SettingsForm form={form} label={settings.sections.notifications.title}>
      <Card title={words.mailTitle}>
        <MailFields
          mail={form.draft.mail}
          isPasswordSet={answer.values.mail?.password.isSet ?? false}
          onChange={(mail) => form.set('mail', mail)}
          problemAt={(key) => form.problemAt(`mail.${key}`)}
        />
      </Card>
      <Card title={words.webhookTitle}>
        <OptionalTextField
          {...form.field('webhookUrl')}
          type="url"
          label={words.webhookUrl}
          help={words.webhookUrlHelp}
          standard={settings.form.nothing}
          placeholder="https://"
        />
      </Card>
      <Card title={words.whenTitle}>
        <NumberField
          {...form.field('afterMinutes')}
          label={words.afterMinutes}
          help={words.afterMinutesHelp}
          standard={String(answer.defaults.afterMinutes)}
          min={0}
          max={1440}
        />
        <NumberField
          {...form.field('againAfterHours')}
          label={words.againAfterHours}
          help={words.againAfterHoursHelp}
          standard={String(answer.defaults.againAfterHours)}
          min={1}
          max={720}
        />
      </Card>
    </SettingsForm>
  );
}

function TestCard() {
  const { settings } = useWords();
  const words = settings.notifications;
  const test = useChange('testNotifications');
  const names = { mail: words.mail, webhook: words.webhook };
  return (
    <Card title={words.testTitle}>
      <p>{words.testHelp}</p>
      <Button
        variant="secondary"
        isBusy={test.isPending}
        disabled={test.isPending}
        accessibleWhenDisabled
        onClick={() => test.mutate({})}
      >
        {words.test}
      </Button>
      <ProblemNotice fault={test.error} />
      {test.data && (
        <div role="status">
          {test.data.items.length === 0 && <p>{words.testNothing}</p>}
          {test.data.items.map((item) => (
            <div key={item.channel}>
              <p>
                {names[item.channel]}{' '}
                <StatusBadge tone={item.sent ? 'done' : 'problem'}>
                  {item.sent ? words.sent : words.notSent}
                </StatusBadge>
              </p>
              {item.about && <ToldText about={item.about} />}
            </div>
          ))}
        </div>
      )}
    </Card>
  );
}

/** Shown when asked for, and gone when the page is left. */
function WebhookSecret() {
  const { settings } = useWords();
  const words = settings.notifications;
  const [secret, setSecret] = useState<string>();
  const show = useChange('showNoticeSecret');
  const ask = async () => {
    const answer = await show.mutateAsync({}).catch(() => undefined);
    setSecret(answer?.secret);
  };
  return (
    <Card title={words.secretTitle}>
      <p>{words.secretHelp}</p>
      <ProblemNotice fault={show.error} />
      {secret === undefined ? (
        <Button variant="secondary" onClick={() => void ask()}>
          {words.showSecret}
        </Button>
      ) : (
        <code className="secret-once">{secret}</code>
      )}
    </Card>
  );
}
