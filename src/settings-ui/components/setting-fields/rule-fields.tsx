import { CheckboxControl } from '@wordpress/components';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useWords } from '../../i18n/words.ts';
import type { FieldOf, SettingsForm } from '../form/use-settings-form.ts';

export type ImportRules = AnswerOf<'getImportRules'>['values'];
export type ShippingRules = AnswerOf<'getShippingRules'>['values'];

/**
 * Rules as a form edits them: the common ones, or those of one account, which answers some of them
 * itself and follows the common ones in the rest.
 */
export type RuleFields<Rules extends object> = {
  values: Rules;
  defaults: Rules;
  field: <Key extends keyof Rules & string>(key: Key) => FieldOf<Rules[Key]>;
  problemAt: (path: string) => string | undefined;
  /** of an account: which rules it answers itself */
  own?: {
    names: readonly string[];
    has: (key: keyof Rules) => boolean;
    take: (key: keyof Rules, isOwn: boolean) => void;
  };
};

/** The common rules. */
export function commonRules<Rules extends object>(
  form: SettingsForm<Rules>,
  defaults: Rules,
): RuleFields<Rules> {
  return { values: form.draft, defaults, field: form.field, problemAt: form.problemAt };
}

/** The rules of an account: `own` laid over `common`. */
export function accountRules<Rules extends object, Own extends Partial<Rules>>(options: {
  common: Rules;
  own: Own;
  onChange: (own: Partial<Rules>) => void;
  problemAt: (path: string) => string | undefined;
}): RuleFields<Rules> {
  const { common, own, onChange, problemAt } = options;
  const values = { ...common, ...own };
  return {
    values,
    // What is usual for an account are the common rules.
    defaults: common,
    field: (key) => ({
      name: key,
      value: values[key],
      onChange: (value) => onChange({ ...own, [key]: value }),
      problem: problemAt(key),
    }),
    problemAt,
    own: {
      names: Object.keys(own),
      has: (key) => key in own,
      take(key, isOwn) {
        const { [key]: _, ...rest }: Partial<Rules> = own;
        const others: Partial<Rules> = {};
        Object.assign(others, rest);
        onChange(isOwn ? { ...own, [key]: common[key] } : others);
      },
    },
  };
}

/** One rule; of an account it is shown once the account answers it itself. */
export function Rule<Rules extends object>({
  rules,
  name,
  label,
  children,
}: {
  rules: RuleFields<Rules>;
  name: keyof Rules & string;
  label: string;
  children: ReactNode;
}) {
  const { settings: words } = useWords();
  const { own } = rules;
  if (own === undefined) return children;
  const isOwn = own.has(name);
  return (
    <div className="own-rule">
      <CheckboxControl
        label={words.accounts.ownRule(label)}
        checked={isOwn}
        onChange={(wanted) => own.take(name, wanted)}
      />
      {isOwn && children}
    </div>
  );
}
