import { useQuery } from '@tanstack/react-query';
import { Button } from '@wordpress/components';
import { type FormEvent, useEffect, useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useChange } from '../../api/use-api.ts';
import '../../components/form/form.css';
import { TextField } from '../../components/form/text-fields.tsx';
import { fieldProblems } from '../../components/form/use-settings-form.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ShopProductSearch } from '../../components/shop-product-search.tsx';
import { centsIn } from '../../i18n/euros.ts';
import { useWords } from '../../i18n/words.ts';
import { AFTER_MAPPING } from './after-mapping.ts';
import { askedSet, partDrafts, withProduct } from './set-draft.ts';
import { SetPartFields } from './set-part-fields.tsx';
import { SetSplit } from './set-split.tsx';

type ProductSet = AnswerOf<'listProductSets'>['items'][number];

const TYPING_PAUSE_MS = 300;

/** The products of one SKU, with what the split of a price comes to while they are chosen. */
export function SetEditor({
  sku: known,
  set,
  onSaved,
  onClose,
}: {
  /** undefined: it is typed here */
  sku?: string;
  set?: ProductSet | undefined;
  onSaved?: (sku: string) => void;
  onClose: () => void;
}) {
  const { shell, skuMap: words } = useWords();
  const [sku, setSku] = useState(known ?? '');
  const [parts, setParts] = useState(() => partDrafts(set));
  const [example, setExample] = useState('100');
  const [wasTried, setTried] = useState(false);
  const save = useChange('saveProductSet', AFTER_MAPPING);
  const asked = askedSet(sku, parts);
  const cents = centsIn(example);
  const preview = useSplit(asked, cents);
  const fault = save.error ?? preview.error;
  const problems = fieldProblems(fault);
  const isAtField = Object.keys(problems).length > 0;
  const change = (next: typeof parts) => {
    setParts(next);
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (asked === undefined || save.isPending) return;
    const done = () => {
      onSaved?.(asked.sku);
      onClose();
    };
    void save.mutateAsync({ body: asked }).then(done, () => undefined);
  };
  return (
    <form className="form-fields set-editor" noValidate onSubmit={submit}>
      {known === undefined && (
        <TextField
          name="sku"
          label={words.sku}
          help={words.skuHelp}
          value={sku}
          maxLength={200}
          isRequired
          onChange={(typed) => {
            setSku(typed);
            save.reset();
          }}
          problem={problems.sku ?? (wasTried && sku.trim() === '' ? words.skuMissing : undefined)}
        />
      )}
      <SetPartFields
        parts={parts}
        problems={problems}
        problem={
          problems.parts ?? (wasTried && parts.length === 0 ? words.partsMissing : undefined)
        }
        onChange={change}
      />
      <div>
        <ShopProductSearch
          label={words.addPart}
          takeLabel={words.takePart}
          onTake={(product) => change(withProduct(parts, product.sku))}
        />
      </div>
      <SetSplit
        split={preview.data}
        example={example}
        isPrice={cents !== undefined}
        onExample={setExample}
      />
      {!isAtField && <ProblemNotice fault={fault} />}
      <div className="dialog-buttons">
        <Button variant="tertiary" onClick={onClose}>
          {shell.cancel}
        </Button>
        <Button
          variant="primary"
          type="submit"
          isBusy={save.isPending}
          disabled={save.isPending}
          accessibleWhenDisabled
        >
          {words.saveSet}
        </Button>
      </div>
    </form>
  );
}

/** How the set would split the price, asked once typing pauses. */
function useSplit(asked: ReturnType<typeof askedSet>, cents: number | undefined) {
  const wanted =
    asked === undefined || cents === undefined || cents === 0
      ? undefined
      : JSON.stringify({ ...asked, examplePrice: (cents / 100).toFixed(2) });
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const soon = setTimeout(() => setSettled(wanted), TYPING_PAUSE_MS);
    return () => clearTimeout(soon);
  }, [wanted]);
  const isOn = settled !== undefined && wanted !== undefined;
  const query = useQuery({
    queryKey: ['previewProductSet', settled],
    queryFn: ({ signal }) =>
      call('previewProductSet', { body: JSON.parse(settled ?? '{}'), signal }),
    enabled: isOn,
    retry: false,
  });
  return isOn ? query : { data: undefined, error: null };
}
