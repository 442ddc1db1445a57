import { Button, SelectControl } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Asked } from '../../api/call.ts';
import { Card } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

type Query = NonNullable<Asked<'previewCarrierCsv'>['query']>;
export type Columns = Omit<Query, 'accountId' | 'carrier'>;
type Answer = AnswerOf<'previewCarrierCsv'>;

const ROLES = [
  'orderReference',
  'trackingNumber',
  'carrierColumn',
  'returnNumber',
  'shippedAt',
  'sku',
  'quantity',
] as const;
type Role = (typeof ROLES)[number];

const NEEDED: readonly Role[] = ['orderReference', 'trackingNumber'];
const DATE_FORMATS = ['de', 'iso', 'us'] as const;

/** Which column holds what: asked when the layout is unknown, offered when it is not. */
export function ChooseColumns({
  answer,
  onChoose,
}: {
  answer: Answer;
  onChoose: (columns: Columns) => void;
}) {
  const { ship: words } = useWords();
  if (answer.columns.length === 0) return null;
  const isUnknown = answer.mapping === null;
  const form = <ColumnsForm answer={answer} onChoose={onChoose} />;
  return isUnknown ? (
    <Card title={words.columnsTitle}>
      <p>{words.columnsText}</p>
      {form}
    </Card>
  ) : (
    <details className="card">
      <summary>{words.columnsOther}</summary>
      {form}
    </details>
  );
}

function ColumnsForm({
  answer,
  onChoose,
}: {
  answer: Answer;
  onChoose: (columns: Columns) => void;
}) {
  const { ship: words } = useWords();
  const [chosen, setChosen] = useState<Partial<Record<Role, string>>>(() => present(answer));
  const [dateFormat, setDateFormat] = useState<(typeof DATE_FORMATS)[number] | ''>('');
  const [isShort, setShort] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacks = NEEDED.some((role) => !chosen[role]);
    setShort(lacks);
    if (lacks) return;
    onChoose({ ...chosen, ...(dateFormat === '' ? {} : { dateFormat }) });
  };
  const options = [
    { value: '', label: words.noColumn },
    ...answer.columns.map((column) => ({ value: column, label: column })),
  ];
  return (
    <form className="columns-form" onSubmit={submit} noValidate>
      {ROLES.map((role) => {
        const lacks = isShort && NEEDED.includes(role) && !chosen[role];
        return (
          <SelectControl
            key={role}
            __next40pxDefaultSize
            label={words.columns[role]}
            help={lacks ? <span className="field-problem">{words.columnNeeded}</span> : undefined}
            aria-invalid={lacks}
            value={chosen[role] ?? ''}
            options={options}
            onChange={(column) => {
              const { [role]: _before, ...others } = chosen;
              setChosen(column === '' ? others : { ...others, [role]: column });
            }}
          />
        );
      })}
      {chosen.shippedAt !== undefined && (
        <SelectControl
          __next40pxDefaultSize
          label={words.dateFormat}
          value={dateFormat}
          options={[
            { value: '', label: words.dateFormats.auto },
            ...DATE_FORMATS.map((value) => ({ value, label: words.dateFormats[value] })),
          ]}
          onChange={setDateFormat}
        />
      )}
      <div>
        <Button variant="secondary" type="submit">
          {words.readWithColumns}
        </Button>
      </div>
    </form>
  );
}

/** The columns that were read, by the names the web service has for them. */
function present({ mapping }: Answer): Partial<Record<Role, string>> {
  const found = ROLES.flatMap((role) => {
    const name = mapping?.[role === 'carrierColumn' ? 'carrier' : role];
    return name === undefined ? [] : [[role, name] as const];
  });
  return Object.fromEntries(found);
}
