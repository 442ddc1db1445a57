import type { SealingKey } from '../settings/sealing-key.ts';
import { defaultSettings } from '../settings/settings-schema.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { type ChangeRequest, changeVersioned } from './change-settings.ts';
import type { DescribeChanges, ToldChange } from './describe-changes.ts';
import { SECTIONS, type Section } from './sections.ts';
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

export type SectionDesks = ReturnType<typeof createSectionDesks>;

export function createSectionDesks(parts: {
  settings: SettingsStore;
  key: SealingKey;
  describe: DescribeChanges;
}) {
  const { settings: store, key, describe } = parts;
  const defaults = defaultSettings();

  function deskOf<Values, Change>(section: Section<Values, Change>): SectionDesk<Values, Change> {
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
        const { before, after } = await changeVersioned(store, request, {
          versionIn,
          change: (settings) => section.write(settings, change, key),
          place: () => section.place,
        });
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
    general: deskOf(SECTIONS.general),
    importRules: deskOf(SECTIONS.importRules),
    shippingRules: deskOf(SECTIONS.shippingRules),
    schedules: deskOf(SECTIONS.schedules),
    notifications: deskOf(SECTIONS.notifications),
    overlap: deskOf(SECTIONS.overlap),
    comparison: deskOf(SECTIONS.comparison),
    dataLife: deskOf(SECTIONS.dataLife),
  };
}
