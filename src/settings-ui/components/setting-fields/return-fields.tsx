import { useWords } from '../../i18n/words.ts';
import { OrderedField, SelectField } from '../form/choice-fields.tsx';
import { ItemList } from '../form/item-list.tsx';
import { LinesField, NumberField, OptionalTextField, TextField } from '../form/text-fields.tsx';
import { Rule, type RuleFields, type ShippingRules } from './rule-fields.tsx';

type ReturnCarrier = NonNullable<ShippingRules['returnCarrier']>;
type ReturnPool = ShippingRules['returnPools'][number];
type CheckDigit = ReturnPool['checkDigit'];
type Given = { rules: RuleFields<ShippingRules> };

const RETURN_CARRIERS = ['DHL', 'GLS', 'HERMES'] as const satisfies readonly ReturnCarrier[];
const CARRIER_CHOICES = RETURN_CARRIERS.map((carrier) => ({ value: carrier, label: carrier }));

/** The carrier of the way back, and where its numbers come from. */
export function ReturnSourceFields({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.returns;
  const carrier = rules.field('returnCarrier');
  return (
    <>
      <Rule rules={rules} name="returnCarrier" label={words.carrier}>
        <SelectField<ReturnCarrier | ''>
          {...carrier}
          label={words.carrier}
          help={words.carrierHelp}
          standard={rules.defaults.returnCarrier ?? words.anyCarrier}
          value={carrier.value ?? ''}
          onChange={(chosen) => carrier.onChange(chosen === '' ? null : chosen)}
          choices={[{ value: '', label: words.anyCarrier }, ...CARRIER_CHOICES]}
        />
      </Rule>
      <Rule rules={rules} name="returnSources" label={words.sources}>
        <OrderedField
          {...rules.field('returnSources')}
          label={words.sources}
          help={words.sourcesHelp}
          choices={[
            { value: 'order-meta', label: words.fromMeta },
            { value: 'label-plugin', label: words.fromPlugin },
            { value: 'pool', label: words.fromPool },
          ]}
        />
      </Rule>
    </>
  );
}

/** What only few shops need to say about returns. */
export function ReturnDetailFields({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.returns;
  return (
    <>
      <Rule rules={rules} name="returnMetaKeys" label={words.metaKeys}>
        <LinesField
          {...rules.field('returnMetaKeys')}
          label={words.metaKeys}
          help={words.metaKeysHelp}
          standard={rules.defaults.returnMetaKeys.join(', ')}
        />
      </Rule>
      <Rule rules={rules} name="returnAddressCarrierId" label={words.addressId}>
        <OptionalTextField
          {...rules.field('returnAddressCarrierId')}
          label={words.addressId}
          help={words.addressIdHelp}
          standard={rules.defaults.returnAddressCarrierId ?? settings.form.nothing}
          maxLength={100}
        />
      </Rule>
    </>
  );
}

/** Ranges of numbers that a carrier gave to the owner. */
export function ReturnPoolFields({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.returns;
  const field = rules.field('returnPools');
  const problem = (index: number, key: string) => rules.problemAt(`returnPools.${index}.${key}`);
  const digits: { value: CheckDigit; label: string }[] = [
    { value: 'none', label: words.noCheckDigit },
    { value: 'dhl-identcode', label: words.dhlIdentcode },
    { value: 'gs1', label: words.gs1 },
    { value: 'gls', label: words.glsDigit },
    { value: 'hermes', label: words.hermesDigit },
  ];
  return (
    <>
      <Rule rules={rules} name="returnPools" label={words.pools}>
        <ItemList<ReturnPool>
          title={words.pools}
          help={words.poolsHelp}
          items={field.value}
          onChange={field.onChange}
          empty={words.poolsNone}
          titleOf={({ id }, index) => id || words.poolNumber(String(index + 1))}
          removeLabel={settings.form.removeOne}
          add={{
            label: words.poolAdd,
            make: () => ({
              id: `nummern-${field.value.length + 1}`,
              carrier: 'DHL',
              prefix: '',
              digits: 7,
              firstSerial: 1,
              lastSerial: 1000,
              checkDigit: 'dhl-identcode',
            }),
          }}
        >
          {(pool, change, index) => (
            <>
              <div className="form-row">
                <TextField
                  name={`returnPools.${index}.id`}
                  label={words.poolId}
                  help={words.poolIdHelp}
                  value={pool.id}
                  maxLength={32}
                  isRequired
                  problem={problem(index, 'id')}
                  onChange={(id) => change({ id })}
                />
                <SelectField<ReturnCarrier>
                  name={`returnPools.${index}.carrier`}
                  label={words.poolCarrier}
                  value={pool.carrier}
                  problem={problem(index, 'carrier')}
                  onChange={(carrier) => change({ carrier })}
                  choices={CARRIER_CHOICES}
                />
              </div>
              <div className="form-row">
                <TextField
                  name={`returnPools.${index}.prefix`}
                  label={words.prefix}
                  help={words.prefixHelp}
                  value={pool.prefix}
                  maxLength={25}
                  problem={problem(index, 'prefix')}
                  onChange={(prefix) => change({ prefix: prefix.toUpperCase() })}
                />
                <NumberField
                  name={`returnPools.${index}.digits`}
                  label={words.digits}
                  help={words.digitsHelp}
                  value={pool.digits}
                  min={1}
                  max={15}
                  problem={problem(index, 'digits')}
                  onChange={(count) => change({ digits: count })}
                />
              </div>
              <div className="form-row">
                <NumberField
                  name={`returnPools.${index}.firstSerial`}
                  label={words.firstSerial}
                  value={pool.firstSerial}
                  min={0}
                  max={999_999_999_999_999}
                  problem={problem(index, 'firstSerial')}
                  onChange={(firstSerial) => change({ firstSerial })}
                />
                <NumberField
                  name={`returnPools.${index}.lastSerial`}
                  label={words.lastSerial}
                  value={pool.lastSerial}
                  min={0}
                  max={999_999_999_999_999}
                  problem={problem(index, 'lastSerial')}
                  onChange={(lastSerial) => change({ lastSerial })}
                />
              </div>
              <SelectField<CheckDigit>
                name={`returnPools.${index}.checkDigit`}
                label={words.checkDigit}
                help={words.checkDigitHelp}
                value={pool.checkDigit}
                problem={problem(index, 'checkDigit')}
                onChange={(checkDigit) => change({ checkDigit })}
                choices={digits}
              />
            </>
          )}
        </ItemList>
      </Rule>
      <Rule rules={rules} name="returnPoolAlarmDays" label={words.alarmDays}>
        <NumberField
          {...rules.field('returnPoolAlarmDays')}
          label={words.alarmDays}
          help={words.alarmDaysHelp}
          standard={String(rules.defaults.returnPoolAlarmDays)}
          min={1}
          max={365}
        />
      </Rule>
    </>
  );
}
