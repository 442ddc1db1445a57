import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { RadioField } from '../../../components/form/choice-fields.tsx';
import { useWords } from '../../../i18n/words.ts';

export type Role = AnswerOf<'listUsers'>['items'][number]['role'];

export const ROLES = ['view', 'operate', 'configure'] as const satisfies readonly Role[];

/** What somebody may do, each role explained. */
export function RoleField({
  value,
  onChange,
  problem,
}: {
  value: Role;
  onChange: (role: Role) => void;
  problem?: string | undefined;
}) {
  const { settings } = useWords();
  const words = settings.users;
  return (
    <RadioField
      name="role"
      label={words.role}
      value={value}
      onChange={onChange}
      problem={problem}
      choices={ROLES.map((role) => ({
        value: role,
        label: words.roles[role],
        description: words.roleMeans[role],
      }))}
    />
  );
}
