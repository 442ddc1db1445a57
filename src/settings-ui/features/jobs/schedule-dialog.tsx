import { Button, Modal, RadioControl, TextControl } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../../api/call.ts';
import type { Job } from '../../api/shapes.ts';
import { useChange } from '../../api/use-api.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';

const OWN = 'own';

/** When a job runs by itself: one of the usual times, or a cron expression of one's own. */
export function ScheduleDialog({
  job,
  name,
  onClose,
  onSaved,
}: {
  job: Job;
  name: string;
  onClose: () => void;
  /** what is different from now on, in sentences */
  onSaved: (changes: readonly string[]) => void;
}) {
  const { shell, jobs: words } = useWords();
  const present = job.presets.findIndex(({ schedule }) => schedule === job.schedule);
  const [choice, setChoice] = useState(present < 0 ? OWN : `${present}`);
  const [cron, setCron] = useState(job.effectiveSchedule ?? job.defaultSchedule);
  const change = useChange('changeJobSchedule', ['listJobs']);
  const { error } = change;
  const isOwn = choice === OWN;
  const isAtField =
    isOwn && error instanceof ApiProblem && [400, 422].includes(error.details.status);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const preset = job.presets[Number(choice)];
    change.mutate(
      {
        params: { jobId: job.jobId },
        body: { schedule: isOwn ? cron.trim() : (preset?.schedule ?? null) },
        ifMatch: job.version,
      },
      {
        onSuccess: ({ changes }) => {
          onSaved(changes);
          onClose();
        },
      },
    );
  };
  return (
    <Modal title={words.changeTitle(name)} onRequestClose={onClose} size="medium">
      <form className="form" onSubmit={save} noValidate>
        <RadioControl
          label={words.whenRuns}
          selected={choice}
          options={[
            ...job.presets.map((preset, at) => ({ value: `${at}`, label: preset.words })),
            { value: OWN, label: words.ownSchedule },
          ]}
          onChange={(chosen) => {
            setChoice(chosen);
            change.reset();
          }}
        />
        {isOwn && (
          <TextControl
            __next40pxDefaultSize
            label={words.cron}
            value={cron}
            maxLength={100}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={isAtField}
            help={
              isAtField ? (
                <span className="field-problem">{problemAtField(error)}</span>
              ) : (
                words.cronHelp(job.timeZone)
              )
            }
            onChange={setCron}
          />
        )}
        {!isAtField && <ProblemNotice fault={error} />}
        <div className="dialog-buttons">
          <Button variant="tertiary" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button variant="primary" type="submit" isBusy={change.isPending}>
            {shell.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The sentence about the field itself, where the bridge has one. */
function problemAtField({ details: { errors, detail } }: ApiProblem): string {
  const own = errors?.find(({ field }) => field.endsWith('schedule'));
  return own?.problem ?? detail;
}
