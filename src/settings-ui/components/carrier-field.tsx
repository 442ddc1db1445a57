import { TextControl } from '@wordpress/components';
import { type ReactNode, useId } from 'react';
import { useAnswer } from '../api/use-api.ts';

/** A carrier: OTTO's word from the list, or any name that the bridge may know or be told of later. */
export function CarrierField({
  label,
  value,
  onChange,
  help,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
}) {
  const listId = useId();
  const carriers = useAnswer('listCarrierChoices').data?.carriers ?? [];
  return (
    <>
      <TextControl
        __next40pxDefaultSize
        label={label}
        value={value}
        onChange={onChange}
        help={help}
        maxLength={100}
        list={listId}
        autoComplete="off"
      />
      <datalist id={listId}>
        {carriers.map((carrier) => (
          <option key={carrier} value={carrier} />
        ))}
      </datalist>
    </>
  );
}
