import { Card } from '../../components/page-frame.tsx';
import { TransitFields, TroubleFields } from '../../components/setting-fields/clock-fields.tsx';
import { ShipFromField } from '../../components/setting-fields/ship-from.tsx';
import {
  CancellationsField,
  ParcelSourcesField,
  ShippedStatusesField,
  TrackingMetaFields,
  TrackingRulesFields,
} from '../../components/setting-fields/shipping-fields.tsx';
import { useWords } from '../../i18n/words.ts';
import { CarrierNames } from './carrier-names.tsx';
import { ShippingRulesForm } from './shipping-rules-form.tsx';

export function ShippingSection() {
  const { settings } = useWords();
  const words = settings.shipping;
  return (
    <>
      <ShippingRulesForm label={settings.sections.shipping.title}>
        {(rules) => (
          <>
            <Card title={words.whenTitle}>
              <ShippedStatusesField rules={rules} />
              <ShipFromField rules={rules} />
            </Card>
            <Card title={words.trackingTitle}>
              <ParcelSourcesField rules={rules} />
              <TrackingMetaFields rules={rules} />
              <TrackingRulesFields rules={rules} />
            </Card>
            <Card title={words.clockTitle}>
              <TransitFields rules={rules} />
            </Card>
            <Card title={words.cancellationsTitle}>
              <CancellationsField rules={rules} />
            </Card>
            <Card title={words.troubleTitle}>
              <TroubleFields rules={rules} />
            </Card>
          </>
        )}
      </ShippingRulesForm>
      <CarrierNames />
    </>
  );
}
