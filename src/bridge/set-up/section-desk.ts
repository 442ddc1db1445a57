import type { SealingKey } from '../settings/sealing-key.ts';
import { defaultSettings } from '../settings/settings-schema.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { type ChangeRequest, changeVersioned } from './change-settings.ts';
import type { DescribeChanges, ToldChange } from './describe-changes.ts';
import { SECTIONS, type Section } from './sections.ts';
import type { TellingWho } from './telling-who.ts';
import { versionOf } from './version-of.ts';

export type SectionView<Values> = { version: string; values: Values; defaults: Values };
export type SectionSaved<Values> = {
  version: string;
  values: Values;
  changes: ToldChange[];
  isSaved: boolean;
};

/** Reads and saves one part of the settings. */
export type SectionDesk<Values, Change> = {
  read(): Promise<SectionView<Values>>;
  /** @throws ConfigError `version-missing`, `version-stale`; FieldsRefusedError */
  save(change: Change, request: ChangeRequest): Promise<SectionSaved<Values>>;
};

/** What changes settings as a whole, or any of them: of the web service and the command line. */
const WHOLE_ACTIONS = ['importSettings', 'settings set', 'settings import'];

export type SectionDesks = ReturnType<typeof createSectionDesks>;

export function createSectionDesks(parts: {
  settings: SettingsStore;
  key: SealingKey;
  describe: DescribeChanges;
  /** names who changed it meanwhile, where that is known */
  tellingWho: TellingWho;
}) {
  const { settings: store, key, describe, tellingWho } = parts;
  const defaults = defaultSettings();

  function deskOf<Values, Change>(
    section: Section<Values, Change>,
    action: string,
  ): SectionDesk<Values, Change> {
    const versionIn = (settings: typeof defaults) => versionOf(section.whole(settings));
    return {
      async read() {
        const settings = await store.load();
        return {
          version: versionIn(settings),
          values: section.read(settings),
          defaults: section.read(defaults),
        };
      },
      async save(change, request) {
        const { before, after } = await tellingWho([action, ...WHOLE_ACTIONS], undefined, () =>
          changeVersioned(store, request, {
            versionIn,
            change: (settings) => section.write(settings, change, key),
            place: () => section.place,
          }),
        );
        return {
          version: versionIn(request.dryRun ? before : after),
          values: section.read(after),
          changes: await describe(before, after),
          isSaved: request.dryRun !== true,
        };
      },
    };
  }

  return {
    general: deskOf(SECTIONS.general, 'saveGeneralSettings'),
    importRules: deskOf(SECTIONS.importRules, 'saveImportRules'),
    shippingRules: deskOf(SECTIONS.shippingRules, 'saveShippingRules'),
    schedules: deskOf(SECTIONS.schedules, 'saveSchedules'),
    notifications: deskOf(SECTIONS.notifications, 'saveNotifications'),
    monitoring: deskOf(SECTIONS.monitoring, 'saveMonitoring'),
    overlap: deskOf(SECTIONS.overlap, 'saveOverlap'),
    comparison: deskOf(SECTIONS.comparison, 'saveComparison'),
    dataLife: deskOf(SECTIONS.dataLife, 'saveDataLife'),
    stock: deskOf(SECTIONS.stock, 'saveStockSettings'),
  };
}
