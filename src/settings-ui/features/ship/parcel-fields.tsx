import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { useId } from 'react';
import { CarrierField } from '../../components/carrier-field.tsx';
import { useWords } from '../../i18n/words.ts';
import type { ParcelProblem } from './parcel-problems.ts';
import type { ParcelDraft } from './shipment-draft.ts';

/** One parcel: its number, its carrier, the number of the way back, and what is in it. */
export function ParcelFields({
  parcel,
  number,
  order,
  pieces,
  problems,
  onChange,
  onRemove,
}: {
  parcel: ParcelDraft;
  number: number;
  /** its number, for who can't see where the parcel stands */
  order: string;
  /** to choose from; none = everything is in it */
  pieces: readonly { id: string; name: string }[];
  problems: readonly ParcelProblem[];
  onChange: (parcel: ParcelDraft) => void;
  onRemove: (() => void) | undefined;
}) {
  const { ship: words } = useWords();
  const problemsId = useId();
  const lacksNumber = problems.some(({ is }) => is === 'number-missing');
  const told = problems.flatMap((problem) => {
    if (problem.is === 'number-missing') return [];
    if (problem.is === 'nothing-inside') return [words.nothingInside];
    const name = pieces.find(({ id }) => id === problem.piece)?.name ?? problem.piece;
    return problem.is === 'in-no-parcel'
      ? [words.inNoParcel(name)]
      : [words.inOtherParcel(name, problem.otherParcel)];
  });
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
          aria-invalid={lacksNumber}
          help={
            lacksNumber ? (
              <span className="field-problem">
                {onRemove ? words.numberMissingInOne : words.numberMissing}
              </span>
            ) : undefined
          }
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
        <fieldset className="pieces" aria-describedby={problemsId}>
          <legend>{words.inThisParcel}</legend>
          {pieces.map(({ id, name }) => (
            <CheckboxControl
              key={id}
              label={name}
              checked={parcel.pieces.includes(id)}
              aria-invalid={told.length > 0}
              onChange={(isIn) =>
                onChange({
                  ...parcel,
                  pieces: isIn ? [...parcel.pieces, id] : parcel.pieces.filter((one) => one !== id),
                })
              }
            />
          ))}
          <div id={problemsId}>
            {told.map((text) => (
              <p key={text} className="field-problem">
                {text}
              </p>
            ))}
          </div>
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
