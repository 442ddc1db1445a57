import { useWords } from '../../i18n/words.ts';
import { ItemList } from '../form/item-list.tsx';
import { LinesField, TextField } from '../form/text-fields.tsx';
import { CarrierList } from './carriers.tsx';
import { Rule, type RuleFields, type ShippingRules } from './rule-fields.tsx';

/** Where parcels start. */
export function ShipFromField({
  rules,
  isShort = false,
}: {
  rules: RuleFields<ShippingRules>;
  /** without the conditions, for who has one place */
  isShort?: boolean;
}) {
  const { settings } = useWords();
  const words = settings.shipping;
  const field = rules.field('shipFrom');
  const problem = (index: number, key: string) => rules.problemAt(`shipFrom.${index}.${key}`);
  return (
    <Rule rules={rules} name="shipFrom" label={words.shipFrom}>
      <ItemList
        title={words.shipFrom}
        help={words.shipFromHelp}
        items={field.value}
        onChange={field.onChange}
        empty={words.shipFromNone}
        titleOf={({ name }, index) => name || words.placeNumber(String(index + 1))}
        removeLabel={settings.form.removeOne}
        add={{
          label: words.shipFromAdd,
          make: () => ({
            name: '',
            city: '',
            zipCode: '',
            countryCode: 'DEU',
            skus: [],
            carriers: [],
          }),
        }}
      >
        {(place, change, index) => (
          <>
            <TextField
              name={`shipFrom.${index}.name`}
              label={words.placeName}
              help={words.placeNameHelp}
              value={place.name}
              maxLength={60}
              isRequired
              problem={problem(index, 'name')}
              onChange={(name) => change({ name })}
            />
            <div className="form-row">
              <TextField
                name={`shipFrom.${index}.zipCode`}
                label={words.zipCode}
                value={place.zipCode}
                maxLength={10}
                isRequired
                problem={problem(index, 'zipCode')}
                onChange={(zipCode) => change({ zipCode })}
              />
              <TextField
                name={`shipFrom.${index}.city`}
                label={words.city}
                value={place.city}
                maxLength={60}
                isRequired
                problem={problem(index, 'city')}
                onChange={(city) => change({ city })}
              />
              <TextField
                name={`shipFrom.${index}.countryCode`}
                label={words.countryCode}
                help={words.countryCodeHelp}
                value={place.countryCode}
                maxLength={3}
                isRequired
                problem={problem(index, 'countryCode')}
                onChange={(code) => change({ countryCode: code.toUpperCase() })}
              />
            </div>
            {!isShort && (
              <>
                <LinesField
                  name={`shipFrom.${index}.skus`}
                  label={words.placeSkus}
                  help={words.placeSkusHelp}
                  value={place.skus}
                  problem={problem(index, 'skus')}
                  onChange={(skus) => change({ skus })}
                />
                <CarrierList
                  name={`shipFrom.${index}.carriers`}
                  label={words.placeCarriers}
                  help={words.placeCarriersHelp}
                  value={place.carriers}
                  problem={problem(index, 'carriers')}
                  onChange={(carriers) => change({ carriers })}
                />
              </>
            )}
          </>
        )}
      </ItemList>
    </Rule>
  );
}
