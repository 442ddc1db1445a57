import { useWords } from '../../i18n/words.ts';
import { OrderedField, RadioField, TicksField } from '../form/choice-fields.tsx';
import { LinesField, NumberField } from '../form/text-fields.tsx';
import { CarrierSelect } from './carriers.tsx';
import { Rule, type RuleFields, type ShippingRules } from './rule-fields.tsx';
import { useShopStatuses } from './status-mapping.tsx';

type Given = { rules: RuleFields<ShippingRules> };

/** By which statuses packers say that an order has left. */
export function ShippedStatusesField({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.shipping;
  const { items, nameOf } = useShopStatuses();
  const chosen = rules.values.shippedStatuses;
  const lost = chosen.filter((slug) => !items.some((item) => item.slug === slug));
  return (
    <Rule rules={rules} name="shippedStatuses" label={words.shippedStatuses}>
      <TicksField
        {...rules.field('shippedStatuses')}
        label={words.shippedStatuses}
        help={words.shippedStatusesHelp}
        standard={rules.defaults.shippedStatuses.map(nameOf).join(', ')}
        problem={
          rules.problemAt('shippedStatuses') ??
          (chosen.length === 0 ? words.shippedStatusesNone : undefined)
        }
        choices={[
          ...items
            .filter(({ slug }) => !NO_SIGN.includes(slug))
            .map(({ slug, name }) => ({ value: slug, label: name })),
          ...lost.map((slug) => ({ value: slug, label: slug })),
        ]}
      />
    </Rule>
  );
}

/** Statuses that can't mean that goods left. */
const NO_SIGN = ['pending', 'on-hold', 'processing', 'cancelled', 'refunded', 'failed'];

/** Where tracking numbers are read from. */
export function ParcelSourcesField({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.shipping;
  const name = (source: ShippingRules['parcelSources'][number]) => words.sources[source];
  return (
    <Rule rules={rules} name="parcelSources" label={words.parcelSources}>
      <OrderedField
        {...rules.field('parcelSources')}
        label={words.parcelSources}
        help={words.parcelSourcesHelp}
        standard={rules.defaults.parcelSources.map(name).join(', ')}
        choices={[
          { value: 'fulfillments', label: words.sources.fulfillments },
          { value: 'shipment-tracking', label: words.sources['shipment-tracking'] },
          { value: 'shiptastic', label: words.sources.shiptastic },
          { value: 'dhl-for-woocommerce', label: words.sources['dhl-for-woocommerce'] },
          { value: 'meta', label: words.sources.meta },
        ]}
      />
    </Rule>
  );
}

/** Order meta that other plugins keep tracking numbers in. */
export function TrackingMetaFields({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.shipping;
  if (!rules.values.parcelSources.includes('meta')) return null;
  return (
    <>
      <Rule rules={rules} name="trackingMetaKeys" label={words.trackingMetaKeys}>
        <LinesField
          {...rules.field('trackingMetaKeys')}
          label={words.trackingMetaKeys}
          help={words.trackingMetaKeysHelp}
        />
      </Rule>
      <Rule rules={rules} name="carrierMetaKeys" label={words.carrierMetaKeys}>
        <LinesField
          {...rules.field('carrierMetaKeys')}
          label={words.carrierMetaKeys}
          help={words.carrierMetaKeysHelp}
        />
      </Rule>
    </>
  );
}

/** How long a tracking number is waited for, and what numbers without items mean. */
export function TrackingRulesFields({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.shipping;
  return (
    <>
      <Rule rules={rules} name="graceMinutes" label={words.graceMinutes}>
        <NumberField
          {...rules.field('graceMinutes')}
          label={words.graceMinutes}
          help={words.graceMinutesHelp}
          standard={String(rules.defaults.graceMinutes)}
          min={0}
          max={1440}
        />
      </Rule>
      <Rule rules={rules} name="parcelsWithoutPieces" label={words.parcelsWithoutPieces}>
        <RadioField
          {...rules.field('parcelsWithoutPieces')}
          label={words.parcelsWithoutPieces}
          help={words.parcelsWithoutPiecesHelp}
          standard={rules.defaults.parcelsWithoutPieces === 'ask' ? words.askMe : words.dealOut}
          choices={[
            { value: 'deal-out', label: words.dealOut, description: words.dealOutMeans },
            { value: 'ask', label: words.askMe, description: words.askMeMeans },
          ]}
        />
      </Rule>
      <Rule rules={rules} name="defaultCarrier" label={words.defaultCarrier}>
        <CarrierSelect
          {...rules.field('defaultCarrier')}
          label={words.defaultCarrier}
          help={words.defaultCarrierHelp}
          standard={rules.defaults.defaultCarrier ?? words.noDefaultCarrier}
          none={words.noDefaultCarrier}
        />
      </Rule>
    </>
  );
}

/** What becomes of cancellations in the shop. */
export function CancellationsField({ rules }: Given) {
  const { settings } = useWords();
  const words = settings.shipping;
  const names = { ask: words.cancelAsk, 'at-once': words.cancelAtOnce, off: words.cancelOff };
  return (
    <Rule rules={rules} name="cancellations" label={words.cancellations}>
      <RadioField
        {...rules.field('cancellations')}
        label={words.cancellations}
        help={words.cancellationsHelp}
        standard={names[rules.defaults.cancellations]}
        choices={[
          { value: 'ask', label: words.cancelAsk, description: words.cancelAskMeans },
          { value: 'at-once', label: words.cancelAtOnce, description: words.cancelAtOnceMeans },
          { value: 'off', label: words.cancelOff, description: words.cancelOffMeans },
        ]}
      />
    </Rule>
  );
}
