import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/use-api.ts';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import {
  type SettingsForm as Form,
  useSettingsForm,
} from '../../components/form/use-settings-form.ts';
import { Loaded } from '../../components/page-frame.tsx';
import {
  commonRules,
  type ImportRules,
  type RuleFields,
} from '../../components/setting-fields/rule-fields.tsx';

type Given = {
  /** what is set here, for who can't see it */
  label: string;
  children: (rules: RuleFields<ImportRules>, form: Form<ImportRules>) => ReactNode;
};

/** A form over the common rules of what orders become in the shop. */
export function ImportRulesForm(given: Given) {
  const query = useAnswer('getImportRules');
  return <Loaded of={query}>{(answer) => <LoadedForm answer={answer} {...given} />}</Loaded>;
}

function LoadedForm({ answer, label, children }: Given & { answer: AnswerOf<'getImportRules'> }) {
  const form = useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveImportRules', { body, ifMatch }),
    reload: () => call('getImportRules'),
    refreshes: ['getImportRules', 'getEffectiveRules', 'getSetUp'],
  });
  return (
    <SettingsForm form={form} label={label}>
      {children(commonRules(form, answer.defaults), form)}
    </SettingsForm>
  );
}
