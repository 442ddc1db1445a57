import { Button, Modal } from '@wordpress/components';
import { useCopyToClipboard } from '@wordpress/compose';
import { useState } from 'react';
import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { useChange } from '../../../api/use-api.ts';
import { SwitchField, TicksField } from '../../../components/form/choice-fields.tsx';
import { TextField } from '../../../components/form/text-fields.tsx';
import { fieldProblems } from '../../../components/form/use-settings-form.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Role, RoleField } from './role-field.tsx';
import { FormDialog } from './user-dialogs.tsx';

type Area = NonNullable<AnswerOf<'listTokens'>['items'][number]['areas']>[number];

const AREAS = [
  'state',
  'orders',
  'payments',
  'imports',
  'shipments',
  'transmissions',
  'incidents',
  'jobs',
  'reconcile',
  'accounts',
  'shop',
  'settings',
  'users',
] as const satisfies readonly Area[];

/** Makes a key for a program, and shows it once. */
export function NewToken({ onClose }: { onClose: () => void }) {
  const { shell, settings } = useWords();
  const words = settings.tokens;
  const [made, setMade] = useState<AnswerOf<'createToken'>>();
  if (made === undefined) return <AskToken onMade={setMade} onClose={onClose} />;
  return (
    <Modal title={words.madeTitle(made.name)} onRequestClose={onClose} size="medium">
      <p>{words.once}</p>
      <code className="secret-once">{made.token}</code>
      <div className="dialog-buttons">
        <Button variant="tertiary" onClick={onClose}>
          {shell.close}
        </Button>
        <CopyButton text={made.token} />
      </div>
    </Modal>
  );
}

function CopyButton({ text }: { text: string }) {
  const { settings } = useWords();
  const words = settings.tokens;
  const [isCopied, setCopied] = useState(false);
  const place = useCopyToClipboard<HTMLButtonElement>(text, () => setCopied(true));
  return (
    <>
      <Button ref={place} variant="primary">
        {words.copy}
      </Button>
      <span role="status">{isCopied && words.copied}</span>
    </>
  );
}

function AskToken({
  onMade,
  onClose,
}: {
  onMade: (token: AnswerOf<'createToken'>) => void;
  onClose: () => void;
}) {
  const { settings } = useWords();
  const words = settings.tokens;
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('view');
  const [areas, setAreas] = useState<Area[] | null>(null);
  const create = useChange('createToken', ['listTokens', 'listAudit']);
  const problems = fieldProblems(create.error);
  return (
    <FormDialog
      title={words.add}
      submit={words.make}
      fault={create.error}
      fields={['name', 'role', 'areas']}
      isBusy={create.isPending}
      onClose={() => undefined}
      onCancel={onClose}
      onSubmit={async () => onMade(await create.mutateAsync({ body: { name, role, areas } }))}
    >
      <TextField
        name="name"
        label={words.name}
        help={words.nameHelp}
        autoComplete="off"
        maxLength={64}
        value={name}
        onChange={setName}
        problem={problems.name}
        isRequired
      />
      <RoleField value={role} onChange={setRole} problem={problems.role} />
      <SwitchField
        name="confined"
        label={words.confine}
        help={words.confineHelp}
        value={areas !== null}
        onChange={(isOn) => setAreas(isOn ? ['orders'] : null)}
        problem={undefined}
      />
      {areas !== null && (
        <TicksField
          name="areas"
          label={words.areasLabel}
          value={areas}
          onChange={setAreas}
          problem={problems.areas ?? (areas.length === 0 ? words.areasNone : undefined)}
          choices={AREAS.map((area) => ({ value: area, label: words.areas[area] }))}
        />
      )}
    </FormDialog>
  );
}
