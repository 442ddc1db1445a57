import { Button } from '@wordpress/components';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer, useChange } from '../../api/use-api.ts';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import {
  type SettingsForm as Form,
  useSettingsForm,
} from '../../components/form/use-settings-form.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { AnnouncedChoice } from '../../components/setting-fields/announced-choice.tsx';
import { ReturnSourceFields } from '../../components/setting-fields/return-fields.tsx';
import { commonRules } from '../../components/setting-fields/rule-fields.tsx';
import { ShipFromField } from '../../components/setting-fields/ship-from.tsx';
import {
  CancellationsField,
  ParcelSourcesField,
  ShippedStatusesField,
} from '../../components/setting-fields/shipping-fields.tsx';
import { StatusMapping } from '../../components/setting-fields/status-mapping.tsx';
import { useWords } from '../../i18n/words.ts';
import { StepButtons } from './step-buttons.tsx';
import { addressOfStep, stepAfter } from './steps.ts';

type Decided = 'statuses' | 'announced' | 'shipping';

export function StatusesStep() {
  const query = useAnswer('getImportRules');
  return <Loaded of={query}>{(answer) => <StatusesForm answer={answer} />}</Loaded>;
}

function useImportRulesForm(answer: AnswerOf<'getImportRules'>) {
  return useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveImportRules', { body, ifMatch }),
    reload: () => call('getImportRules'),
    refreshes: ['getImportRules', 'getEffectiveRules', 'getSetUp'],
  });
}

function StatusesForm({ answer }: { answer: AnswerOf<'getImportRules'> }) {
  const { settings } = useWords();
  const form = useImportRulesForm(answer);
  return (
    <DecisionForm form={form} step="statuses">
      <Card title={settings.statuses.mapping}>
        <p>{settings.statuses.mappingHelp}</p>
        <StatusMapping
          mapping={form.draft.statusMapping}
          defaults={answer.defaults.statusMapping}
          problemAt={form.problemAt}
          onChange={(phase, slug) =>
            slug !== undefined &&
            form.set('statusMapping', { ...form.draft.statusMapping, [phase]: slug })
          }
        />
      </Card>
    </DecisionForm>
  );
}

export function AnnouncedStep() {
  const query = useAnswer('getImportRules');
  return <Loaded of={query}>{(answer) => <AnnouncedForm answer={answer} />}</Loaded>;
}

function AnnouncedForm({ answer }: { answer: AnswerOf<'getImportRules'> }) {
  const form = useImportRulesForm(answer);
  return (
    <DecisionForm form={form} step="announced">
      <Card>
        <AnnouncedChoice rules={commonRules(form, answer.defaults)} />
      </Card>
    </DecisionForm>
  );
}

export function ShippingStep() {
  const query = useAnswer('getShippingRules');
  return <Loaded of={query}>{(answer) => <ShippingForm answer={answer} />}</Loaded>;
}

function ShippingForm({ answer }: { answer: AnswerOf<'getShippingRules'> }) {
  const { settings } = useWords();
  const form = useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveShippingRules', { body, ifMatch }),
    reload: () => call('getShippingRules'),
    refreshes: ['getShippingRules', 'getEffectiveRules', 'getSetUp'],
  });
  const rules = commonRules(form, answer.defaults);
  return (
    <DecisionForm form={form} step="shipping">
      <Card title={settings.shipping.whenTitle}>
        <ShippedStatusesField rules={rules} />
        <ShipFromField rules={rules} isShort />
      </Card>
      <Card title={settings.shipping.trackingTitle}>
        <ParcelSourcesField rules={rules} />
      </Card>
      <Card title={settings.returns.whereTitle}>
        <ReturnSourceFields rules={rules} />
      </Card>
      <Card title={settings.shipping.cancellationsTitle}>
        <CancellationsField rules={rules} />
      </Card>
    </DecisionForm>
  );
}

/** A step that is the owner's decision: saved, called done, and on to the next. */
function DecisionForm<Draft extends object>({
  form,
  step,
  children,
}: {
  form: Form<Draft>;
  step: Decided;
  children: ReactNode;
}) {
  const { setUp: words } = useWords();
  const [, navigate] = useLocation();
  const confirm = useChange('confirmSetUpStep', ['getSetUp']);
  const [isDone, setDone] = useState(false);
  // Once nothing is unsaved any more: leaving would ask otherwise.
  useEffect(() => {
    if (isDone && !form.isChanged) navigate(addressOfStep(stepAfter(step)));
  }, [isDone, form.isChanged, navigate, step]);
  const goOn = () =>
    void confirm.mutateAsync({ params: { step } }).then(
      () => setDone(true),
      () => undefined,
    );
  return (
    <SettingsForm
      form={form}
      label={words.steps[step].title}
      onSaved={goOn}
      submit={
        <>
          <ProblemNotice fault={confirm.error} />
          <StepButtons
            step={step}
            next={
              <Button
                variant="primary"
                type="submit"
                isBusy={form.isSaving || confirm.isPending}
                disabled={form.isSaving || confirm.isPending}
                accessibleWhenDisabled
              >
                {form.isChanged ? words.saveAndNext : words.takeAndNext}
              </Button>
            }
          />
        </>
      }
    >
      {children}
    </SettingsForm>
  );
}
