import { useState } from 'react';
import { CarrierField } from '../../components/carrier-field.tsx';
import { Card } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import type { ShipmentDraft } from './shipment-draft.ts';

/** Several orders mostly leave with the same carrier. */
export function CarrierForAll({
  drafts,
  onChange,
}: {
  drafts: readonly ShipmentDraft[];
  onChange: (drafts: ShipmentDraft[]) => void;
}) {
  const { ship: words } = useWords();
  const [carrier, setCarrier] = useState('');
  const takeAll = (name: string) => {
    setCarrier(name);
    onChange(
      drafts.map((draft) => ({
        ...draft,
        parcels: draft.parcels.map((parcel) => ({ ...parcel, carrier: name })),
      })),
    );
  };
  return (
    <Card>
      <CarrierField
        label={words.carrierForAll}
        help={words.carrierForAllHelp}
        value={carrier}
        onChange={takeAll}
      />
    </Card>
  );
}
