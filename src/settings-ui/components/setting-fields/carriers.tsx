import { Button } from '@wordpress/components';
import { useState } from 'react';
import { useAnswer } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { SelectField } from '../form/choice-fields.tsx';
import type { FieldWords } from '../form/field-help.tsx';
import { NumberField } from '../form/text-fields.tsx';
import type { FieldOf } from '../form/use-settings-form.ts';
import type { ShippingRules } from './rule-fields.tsx';

export type Carrier = NonNullable<ShippingRules['defaultCarrier']>;
type TransitDays = ShippingRules['transitDays'];

/** OTTO's carriers, as the bridge lists them. */
export function useCarriers() {
  const { data } = useAnswer('listCarrierChoices');
  const carriers: readonly string[] = data?.carriers ?? [];
  const isCarrier = (text: string): text is Carrier => carriers.includes(text);
  return { carriers: carriers.filter(isCarrier), isCarrier };
}

/** As OTTO spells it, readable: DHL_HOME_DELIVERY → DHL home delivery. */
export function carrierName(carrier: string): string {
  const [first = '', ...rest] = carrier.split('_');
  return [first, ...rest.map((word) => word.toLowerCase())].join(' ');
}

/** One of OTTO's carriers, or none. */
export function CarrierSelect({
  value,
  onChange,
  none,
  ...rest
}: FieldOf<Carrier | null> & FieldWords & { none: string }) {
  const { carriers } = useCarriers();
  const present = value !== null && !carriers.includes(value) ? [value] : [];
  return (
    <SelectField<Carrier | ''>
      {...rest}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
      choices={[
        { value: '', label: none },
        ...[...present, ...carriers].map((carrier) => ({
          value: carrier,
          label: carrierName(carrier),
        })),
      ]}
    />
  );
}

/** Any number of OTTO's carriers. */
export function CarrierList({
  value,
  onChange,
  label,
  help,
  name,
  problem,
}: FieldOf<Carrier[]> & FieldWords) {
  const { settings: words } = useWords();
  const { carriers } = useCarriers();
  return (
    <div className="form-group">
      <SelectField<Carrier | ''>
        name={name}
        label={label}
        help={help}
        problem={problem}
        value=""
        onChange={(chosen) => chosen !== '' && onChange([...value, chosen])}
        choices={[
          { value: '', label: value.length === 0 ? words.shipping.anyCarrier : words.form.addOne },
          ...carriers
            .filter((carrier) => !value.includes(carrier))
            .map((carrier) => ({ value: carrier, label: carrierName(carrier) })),
        ]}
      />
      {value.length > 0 && (
        <ul className="chips">
          {value.map((carrier) => (
            <li key={carrier}>
              {carrierName(carrier)}{' '}
              <Button
                variant="link"
                aria-label={words.form.removeOne(carrierName(carrier))}
                onClick={() => onChange(value.filter((other) => other !== carrier))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** How many working days each carrier takes. */
export function TransitDaysField({
  value,
  onChange,
  label,
  help,
  problemAt,
}: {
  value: TransitDays;
  onChange: (value: TransitDays) => void;
  label: string;
  help: string;
  problemAt: (path: string) => string | undefined;
}) {
  const { settings: words } = useWords();
  const { carriers, isCarrier } = useCarriers();
  const [adding, setAdding] = useState<Carrier | ''>('');
  const known = Object.keys(value).filter(isCarrier);
  const without = (carrier: Carrier): TransitDays => {
    const rest = { ...value };
    delete rest[carrier];
    return rest;
  };
  return (
    <fieldset className="form-group">
      <legend>{label}</legend>
      <p className="form-group-help">{help}</p>
      {known.map((carrier) => (
        <div key={carrier} className="form-inline">
          <NumberField
            name={`transitDays.${carrier}`}
            label={words.shipping.transitDaysOf(carrierName(carrier))}
            value={value[carrier] ?? 0}
            min={0}
            max={60}
            problem={problemAt(`transitDays.${carrier}`)}
            onChange={(days) => onChange({ ...value, [carrier]: days })}
          />
          <Button
            variant="link"
            isDestructive
            aria-label={words.form.removeOne(carrierName(carrier))}
            onClick={() => onChange(without(carrier))}
          >
            {words.form.remove}
          </Button>
        </div>
      ))}
      <SelectField<Carrier | ''>
        name="transitDays"
        label={words.shipping.transitDaysAdd}
        problem={undefined}
        value={adding}
        onChange={(carrier) => {
          if (carrier !== '') onChange({ ...value, [carrier]: 2 });
          setAdding('');
        }}
        choices={[
          { value: '', label: words.form.choose },
          ...carriers
            .filter((carrier) => !known.includes(carrier))
            .map((carrier) => ({ value: carrier, label: carrierName(carrier) })),
        ]}
      />
    </fieldset>
  );
}
