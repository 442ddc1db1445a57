import { Button, Modal } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { useAnswer, useChange } from '../../api/use-api.ts';
import '../../components/form/form.css';
import { OptionalNumberField } from '../../components/form/text-fields.tsx';
import { fieldProblems } from '../../components/form/use-settings-form.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import type { StockLevel } from './stock-fields.tsx';

const MOST = 999_999_999;

/** Buffer and cap of one SKU; empty = as for all. */
export function OwnNumbers({ level, onClose }: { level: StockLevel; onClose: () => void }) {
  const { shell, stock: words } = useWords();
  const [buffer, setBuffer] = useState(level.buffer.own);
  const [cap, setCap] = useState(level.cap.own);
  const common = useAnswer('getStock').data;
  const save = useChange('saveStockOfSku', ['listStock', 'getStock']);
  const problems = fieldProblems(save.error);
  const isWrong = [buffer, cap].some((number) => number !== null && !isWithin(number));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong || save.isPending) return;
    const { accountId, sku } = level;
    void save.mutateAsync({ body: { accountId, sku, buffer, cap } }).then(onClose, () => undefined);
  };
  return (
    <Modal title={words.ownTitle(level.sku)} onRequestClose={onClose} size="medium">
      <form className="form-fields" noValidate onSubmit={submit}>
        <OptionalNumberField
          name="buffer"
          label={words.ownBuffer}
          help={words.ownBufferHelp}
          standard={common && words.common(count(common.buffer))}
          value={buffer}
          onChange={setBuffer}
          problem={problems.buffer}
          min={0}
          max={MOST}
        />
        <OptionalNumberField
          name="cap"
          label={words.ownCap}
          help={words.ownCapHelp}
          standard={common && words.common(common.cap === null ? words.noCap : count(common.cap))}
          value={cap}
          onChange={setCap}
          problem={problems.cap}
          min={0}
          max={MOST}
        />
        <ProblemNotice fault={save.error} />
        <div className="dialog-buttons">
          <Button variant="tertiary" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button
            variant="primary"
            type="submit"
            isBusy={save.isPending}
            disabled={isWrong || save.isPending}
            accessibleWhenDisabled
          >
            {shell.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function isWithin(number: number): boolean {
  return number >= 0 && number <= MOST;
}
