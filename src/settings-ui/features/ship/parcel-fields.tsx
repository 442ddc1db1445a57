import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { CarrierField } from '../../components/carrier-field.tsx';
import { useWords } from '../../i18n/words.ts';
import type { ParcelDraft } from './shipment-draft.ts';

/** One parcel: its number, its carrier, the number of the way back, and what is in it. */
export function ParcelFields({
  parcel,
  number,
  order,
  pieces,
  onChange,
  onRemove,
}: {
  parcel: ParcelDraft;
  number: number;
  /** its number, for who can't see where the parcel stands */
  order: string;
  /** to choose from; none = everything is in it */
  pieces: readonly { id: string; name: string }[];
  onChange: (parcel: ParcelDraft) => void;
  onRemove: (() => void) | undefined;
}) {
  const { ship: words } = useWords();
  return (
    <fieldset className="parcel">
      <legend>
        {words.parcel(number)}
        <span className="visually-hidden"> {words.orderTitle(order)}</span>
      </legend>
      <div className="parcel-fields">
        <TextControl
          __next40pxDefaultSize
          label={words.trackingNumber}
          value={parcel.trackingNumber}
          maxLength={100}
          autoComplete="off"
          onChange={(trackingNumber) => onChange({ ...parcel, trackingNumber })}
        />
        <CarrierField
          label={words.carrier}
          help={words.carrierHelp}
          value={parcel.carrier}
          onChange={(carrier) => onChange({ ...parcel, carrier })}
        />
        <TextControl
          __next40pxDefaultSize
          label={words.returnNumber}
          help={words.returnNumberHelp}
          value={parcel.returnNumber}
          maxLength={100}
          autoComplete="off"
          onChange={(returnNumber) => onChange({ ...parcel, returnNumber })}
        />
      </div>
      {pieces.length > 0 && (
        <fieldset className="pieces">
          <legend>{words.inThisParcel}</legend>
          {pieces.map(({ id, name }) => (
            <CheckboxControl
              key={id}
              label={name}
              checked={parcel.pieces.includes(id)}
              onChange={(isIn) =>
                onChange({
                  ...parcel,
                  pieces: isIn ? [...parcel.pieces, id] : parcel.pieces.filter((one) => one !== id),
                })
              }
            />
          ))}
          <p className="field-help">{words.inThisParcelHelp}</p>
        </fieldset>
      )}
      {onRemove && (
        <div>
          <Button variant="link" isDestructive onClick={onRemove}>
            {words.removeParcel(number)}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
