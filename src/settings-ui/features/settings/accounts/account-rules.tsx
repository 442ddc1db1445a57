import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { AnnouncedChoice } from '../../../components/setting-fields/announced-choice.tsx';
import { TransitFields, TroubleFields } from '../../../components/setting-fields/clock-fields.tsx';
import {
  RestockFields,
  ShopLanguageField,
  UnknownSkuField,
} from '../../../components/setting-fields/import-fields.tsx';
import {
  ReturnDetailFields,
  ReturnPoolFields,
  ReturnSourceFields,
} from '../../../components/setting-fields/return-fields.tsx';
import {
  accountRules,
  type ImportRules,
  Rule,
  type RuleFields,
  type ShippingRules,
} from '../../../components/setting-fields/rule-fields.tsx';
import { ShipFromField } from '../../../components/setting-fields/ship-from.tsx';
import {
  CancellationsField,
  ParcelSourcesField,
  ShippedStatusesField,
  TrackingMetaFields,
  TrackingRulesFields,
} from '../../../components/setting-fields/shipping-fields.tsx';
import { type Phase, StatusMapping } from '../../../components/setting-fields/status-mapping.tsx';
import { useWords } from '../../../i18n/words.ts';

type OwnRules = AnswerOf<'getAccount'>['rules'];

/** What an account answers itself of what orders become in the shop. */
export function AccountImportRules({
  own,
  common,
  onChange,
  problemAt,
}: {
  own: OwnRules;
  common: ImportRules;
  onChange: (own: OwnRules) => void;
  problemAt: (path: string) => string | undefined;
}) {
  const { settings } = useWords();
  const words = settings.accounts;
  const { statusMapping = {}, ...others } = own;
  const rules = accountRules<ImportRules, Partial<ImportRules>>({
    common,
    own: others,
    onChange: ({ statusMapping: _, ...changed }) =>
      onChange({ ...changed, ...mappingOf(statusMapping) }),
    problemAt,
  });
  const choose = (phase: Phase, slug: string | undefined) => {
    const { [phase]: _, ...rest } = statusMapping;
    const chosen = slug === undefined ? rest : { ...rest, [phase]: slug };
    onChange({ ...others, ...mappingOf(chosen) });
  };
  return (
    <details className="by-hand">
      <summary>{words.ownRules(String(Object.keys(own).length))}</summary>
      <div className="form-fields">
        <p>{words.ownRulesHelp}</p>
        <StatusMapping
          mapping={statusMapping}
          defaults={common.statusMapping}
          common={common.statusMapping}
          onChange={choose}
          problemAt={problemAt}
        />
        <Rule rules={rules} name="announcedImport" label={settings.announced.label}>
          <AnnouncedChoice rules={rules} />
        </Rule>
        <UnknownSkuField rules={rules} />
        <RestockFields rules={rules} />
        <ShopLanguageField rules={rules} />
      </div>
    </details>
  );
}

function mappingOf(mapping: NonNullable<OwnRules['statusMapping']>): OwnRules {
  return Object.keys(mapping).length === 0 ? {} : { statusMapping: mapping };
}

/** What an account answers itself of how shipments are reported. */
export function AccountShippingRules({ rules }: { rules: RuleFields<ShippingRules> }) {
  const { settings } = useWords();
  const words = settings.accounts;
  return (
    <details className="by-hand">
      <summary>{words.ownShipping(String(rules.own?.names.length ?? 0))}</summary>
      <div className="form-fields">
        <p>{words.ownRulesHelp}</p>
        <ShippedStatusesField rules={rules} />
        <ShipFromField rules={rules} />
        <ParcelSourcesField rules={rules} />
        <TrackingMetaFields rules={rules} />
        <TrackingRulesFields rules={rules} />
        <ReturnSourceFields rules={rules} />
        <ReturnDetailFields rules={rules} />
        <ReturnPoolFields rules={rules} />
        <TransitFields rules={rules} />
        <CancellationsField rules={rules} />
        <TroubleFields rules={rules} />
      </div>
    </details>
  );
}
