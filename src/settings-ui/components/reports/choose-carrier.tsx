import { Button, SelectControl } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { useAnswer, useChange, useMay } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import './reports.css';
import { AFTER_REPORTS } from './report-tone.ts';

/** Asks once which of OTTO's carriers a name means; what waits for it goes on by itself. */
export function ChooseCarrier({ carrierName }: { carrierName: string }) {
  const { ship: words } = useWords();
  const mayOperate = useMay('operate');
  const [carrier, setCarrier] = useState('');
  const [isMissing, setMissing] = useState(false);
  const carriers = useAnswer('listCarrierChoices').data?.carriers ?? [];
  const choose = useChange('chooseCarrier', [...AFTER_REPORTS, 'listCarrierChoices']);
  if (!mayOperate) return null;
  if (choose.isSuccess) {
    return <p role="status">{words.carrierChosen(carrierName, choose.data.carrier)}</p>;
  }
  const save = (event: FormEvent) => {
    event.preventDefault();
    setMissing(carrier === '');
    if (carrier !== '') choose.mutate({ body: { carrierName, carrier } });
  };
  return (
    <form className="choose-carrier" onSubmit={save} noValidate>
      <SelectControl
        __next40pxDefaultSize
        label={words.chooseCarrierFor(carrierName)}
        help={
          isMissing && carrier === '' ? (
            <span className="field-problem">{words.chooseOne}</span>
          ) : undefined
        }
        aria-invalid={isMissing && carrier === ''}
        value={carrier}
        options={[
          { value: '', label: words.pleaseChoose },
          ...carriers.map((one) => ({ value: one, label: one })),
        ]}
        onChange={setCarrier}
      />
      <Button variant="secondary" type="submit" isBusy={choose.isPending}>
        {words.rememberCarrier}
      </Button>
      <ProblemNotice fault={choose.error} />
    </form>
  );
}
