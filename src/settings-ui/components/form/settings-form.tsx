import { Button, Notice } from '@wordpress/components';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../api/call.ts';
import { useMay } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import './form.css';
import type { SettingsForm as Form } from './use-settings-form.ts';

/** The frame of a form of settings: its fields, saving, and what came of it. */
export function SettingsForm<Draft extends object>({
  form,
  label,
  children,
  submit,
  onSaved,
}: {
  form: Form<Draft>;
  /** what is set here, for who can't see it */
  label: string;
  children: ReactNode;
  /** instead of the buttons to save and to discard */
  submit?: ReactNode;
  /** also where there was nothing to save */
  onSaved?: () => void;
}) {
  const { shell } = useWords();
  const mayChange = useMay('configure');
  const place = useRef<HTMLFormElement>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!form.isSaving && (await form.save())) onSaved?.();
  };
  const { fault } = form;
  useEffect(() => {
    if (fault === undefined) return;
    place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [fault]);
  return (
    <form ref={place} aria-label={label} noValidate onSubmit={(event) => void save(event)}>
      {!mayChange && <p className="form-no-right">{shell.noRight}</p>}
      <fieldset className="form-fields" disabled={!mayChange}>
        {children}
      </fieldset>
      <FormOutcome form={form} />
      {mayChange && (submit ?? <SaveButtons form={form} />)}
    </form>
  );
}

/** What came of saving: what is different from now on, what is wrong, or who saved meanwhile. */
export function FormOutcome<Draft extends object>({ form }: { form: Form<Draft> }) {
  if (form.stale !== undefined) return <Stale form={form} told={form.stale} />;
  if (form.fault !== undefined)
    return <FaultNotice fault={form.fault} fields={Object.keys(form.draft)} />;
  return <SavedNotice changes={form.changes} />;
}

/** What is different from now on. */
export function SavedNotice({ changes }: { changes: readonly string[] | undefined }) {
  const { shell, settings: words } = useWords();
  if (changes === undefined) return null;
  return (
    <div role="status">
      <Notice status="success" isDismissible={false} spokenMessage="">
        <strong>{shell.saved}</strong> {changes.length > 0 && words.form.fromNowOn}
        {changes.length > 0 && (
          <ul className="form-changes">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}

/** A fault without what stands at the fields that are shown. */
export function FaultNotice({ fault, fields }: { fault: unknown; fields: readonly string[] }) {
  const { settings: words } = useWords();
  if (!(fault instanceof ApiProblem)) return <ProblemNotice fault={fault} />;
  const { detail, errors = [] } = fault.details;
  const elsewhere = errors.filter(({ field }) => !fields.includes(field.split('.')[0] ?? ''));
  if (errors.length === 0) return <ProblemNotice fault={fault} />;
  return (
    <div role="alert">
      <Notice status="error" isDismissible={false} spokenMessage="">
        {errors.length > elsewhere.length ? words.form.seeFields : detail}
        {elsewhere.map(({ field, problem }) => (
          <span key={field}> {`${field}: ${problem}.`}</span>
        ))}
      </Notice>
    </div>
  );
}

function SaveButtons<Draft extends object>({ form }: { form: Form<Draft> }) {
  const { shell, settings: words } = useWords();
  return (
    <div className="form-buttons">
      <Button
        variant="primary"
        type="submit"
        isBusy={form.isSaving}
        disabled={!form.isChanged}
        accessibleWhenDisabled
      >
        {shell.save}
      </Button>
      {form.isChanged && (
        <Button variant="tertiary" onClick={form.discard}>
          {words.form.discard}
        </Button>
      )}
      {form.isChanged && <span className="form-unsaved">{words.form.unsaved}</span>}
    </div>
  );
}

function Stale<Draft extends object>({ form, told }: { form: Form<Draft>; told: string }) {
  const { settings: words } = useWords();
  const [fault, setFault] = useState<unknown>();
  const attempt = (what: () => Promise<unknown>) => void what().catch(setFault);
  return (
    <div role="alert">
      <Notice status="warning" isDismissible={false} spokenMessage="">
        <p>{told}</p>
        <p>{words.form.staleKept}</p>
        <div className="form-buttons">
          <Button variant="secondary" onClick={() => attempt(form.loadTheirs)}>
            {words.form.loadTheirs}
          </Button>
          <Button variant="secondary" onClick={() => attempt(form.saveMine)}>
            {words.form.saveMine}
          </Button>
        </div>
      </Notice>
      <ProblemNotice fault={fault} />
    </div>
  );
}
