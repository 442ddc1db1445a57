import { Button, Modal, TextControl } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { useChange } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { CarrierField } from '../carrier-field.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import { AFTER_REPORTS, type Report } from './report-tone.ts';

type Draft = { key: number; carrier: string; trackingNumber: string; returnNumber: string };

/** A form for what a shipment report lacks, or says wrong. A field that is left as it is stays. */
export function CorrectReport({ report, onClose }: { report: Report; onClose: () => void }) {
  const { shell, ship: words } = useWords();
  const [parcels, setParcels] = useState(() => draftsOf(report));
  const correct = useChange('correctTransmission', AFTER_REPORTS);
  const set = (key: number, change: Partial<Draft>) =>
    setParcels(parcels.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const asked = { parcels: parcels.map((draft) => given(draft, report)) };
    correct.mutate(
      { params: { transmissionId: report.transmissionId }, body: asked },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal title={words.correctTitle(report.orderNumber)} onRequestClose={onClose} size="medium">
      <form className="form" onSubmit={save} noValidate>
        {report.reason && <p>{report.reason.what}</p>}
        {parcels.map((parcel, at) => (
          <fieldset key={parcel.key} className="parcel">
            <legend>{words.parcel(at + 1)}</legend>
            <TextControl
              __next40pxDefaultSize
              label={words.trackingNumber}
              value={parcel.trackingNumber}
              maxLength={100}
              onChange={(trackingNumber) => set(parcel.key, { trackingNumber })}
            />
            <CarrierField
              label={words.carrier}
              value={parcel.carrier}
              onChange={(carrier) => set(parcel.key, { carrier })}
            />
            <TextControl
              __next40pxDefaultSize
              label={words.returnNumber}
              value={parcel.returnNumber}
              maxLength={100}
              onChange={(returnNumber) => set(parcel.key, { returnNumber })}
            />
          </fieldset>
        ))}
        <ProblemNotice fault={correct.error} />
        <div className="dialog-buttons">
          <Button variant="tertiary" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button variant="primary" type="submit" isBusy={correct.isPending}>
            {shell.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function draftsOf({ parcels }: Report): Draft[] {
  const present = parcels.length > 0 ? parcels : [undefined];
  return present.map((parcel, key) => ({
    key,
    carrier: parcel?.carrierName ?? parcel?.carrier ?? '',
    trackingNumber: parcel?.trackingNumber ?? '',
    returnNumber: parcel?.returnNumber ?? '',
  }));
}

/** What is other than before; a carrier that was only recognised by its number is not sent along. */
function given({ key, ...draft }: Draft, { parcels }: Report) {
  const before = parcels[key];
  const other = (now: string, then: string | null | undefined) =>
    now.trim() === '' || now.trim() === then ? undefined : now.trim();
  const carrier = other(draft.carrier, before?.carrierName ?? before?.carrier);
  const trackingNumber = other(draft.trackingNumber, before?.trackingNumber);
  const returnNumber = other(draft.returnNumber, before?.returnNumber);
  return {
    ...(carrier === undefined ? {} : { carrier }),
    ...(trackingNumber === undefined ? {} : { trackingNumber }),
    ...(returnNumber === undefined ? {} : { returnNumber }),
  };
}
