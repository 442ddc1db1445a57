import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/use-api.ts';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import { useSettingsForm } from '../../components/form/use-settings-form.ts';
import { Loaded } from '../../components/page-frame.tsx';
import {
  commonRules,
  type RuleFields,
  type ShippingRules,
} from '../../components/setting-fields/rule-fields.tsx';

type Given = {
  /** what is set here, for who can't see it */
  label: string;
  children: (rules: RuleFields<ShippingRules>) => ReactNode;
};

/** A form over the common rules of how shipments are reported. */
export function ShippingRulesForm(given: Given) {
  const query = useAnswer('getShippingRules');
  return <Loaded of={query}>{(answer) => <LoadedForm answer={answer} {...given} />}</Loaded>;
}

function LoadedForm({ answer, label, children }: Given & { answer: AnswerOf<'getShippingRules'> }) {
  const form = useSettingsForm({
    current: answer,
    save: (body, ifMatch) => call('saveShippingRules', { body, ifMatch }),
    reload: () => call('getShippingRules'),
    refreshes: ['getShippingRules', 'getEffectiveRules', 'listReturnPools', 'getSetUp'],
  });
  return (
    <SettingsForm form={form} label={label}>
      {children(commonRules(form, answer.defaults))}
    </SettingsForm>
  );
}
