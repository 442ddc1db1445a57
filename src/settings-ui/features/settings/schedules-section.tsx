import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/use-api.ts';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import { NumberField } from '../../components/form/text-fields.tsx';
import { useSettingsForm } from '../../components/form/use-settings-form.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

/** What runs by itself is set on the page of the jobs; how far each looks back stands here. */
export function SchedulesSection() {
  const { settings } = useWords();
  const words = settings.schedules;
  const overlap = useAnswer('getOverlap');
  const comparison = useAnswer('getComparison');
  return (
    <>
      <Card title={words.jobsTitle} actions={<Link href="/jobs">{words.toJobs}</Link>}>
        <JobList />
      </Card>
      <Card title={words.overlapTitle}>
        <Loaded of={overlap}>{(answer) => <OverlapForm answer={answer} />}</Loaded>
      </Card>
      <Card title={words.comparisonTitle}>
        <Loaded of={comparison}>{(answer) => <ComparisonForm answer={answer} />}</Loaded>
      </Card>
    </>
  );
}

function JobList() {
  const jobs = useAnswer('listJobs');
  return (
    <Loaded of={jobs}>
      {({ items }) => (
        <dl className="facts">
          {items.map((job) => (
            <div key={job.jobId} className="facts-row">
              <dt>
                {job.name}
                {job.accountName !== null && ` (${job.accountName})`}
              </dt>
              <dd>{job.scheduleWords}</dd>
            </div>
          ))}
        </dl>
      )}
    </Loaded>
  );
}

function OverlapForm({ answer }: { answer: AnswerOf<'getOverlap'> }) {
  const { settings } = useWords();
  const words = settings.schedules;
  const form = useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveOverlap', { body, ifMatch }),
    reload: () => call('getOverlap'),
    refreshes: ['getOverlap'],
  });
  return (
    <SettingsForm form={form} label={words.overlapTitle}>
      <NumberField
        {...form.field('firstRunOfDayHours')}
        label={words.firstRunOfDay}
        help={words.firstRunOfDayHelp}
        standard={String(answer.defaults.firstRunOfDayHours)}
        min={0}
        max={720}
        step={0.5}
      />
      <NumberField
        {...form.field('otherRunsHours')}
        label={words.otherRuns}
        help={words.otherRunsHelp}
        standard={String(answer.defaults.otherRunsHours)}
        min={0}
        max={720}
        step={0.5}
      />
    </SettingsForm>
  );
}

function ComparisonForm({ answer }: { answer: AnswerOf<'getComparison'> }) {
  const { settings } = useWords();
  const words = settings.schedules;
  const form = useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveComparison', { body, ifMatch }),
    reload: () => call('getComparison'),
    refreshes: ['getComparison'],
  });
  return (
    <SettingsForm form={form} label={words.comparisonTitle}>
      <NumberField
        {...form.field('reconcileDays')}
        label={words.reconcileDays}
        help={words.reconcileDaysHelp}
        standard={String(answer.defaults.reconcileDays)}
        min={1}
        max={400}
      />
    </SettingsForm>
  );
}
