import type { Adapter } from 'lowdb';
import type { NewerKeys } from './newer-keys.ts';
import { settingsText } from './parse-settings.ts';
import { changedMeanwhile, unusableSettings } from './settings-fault.ts';
import { createSettingsReader } from './settings-reader.ts';
import { defaultSettings, type Settings } from './settings-schema.ts';

/** One text with a version, kept elsewhere, e.g. in a row of the ledger's database. */
export type TextStore = {
  read(): Promise<{ text: string; version: number } | undefined>;
  /**
   * Writes only if the present version is `expectedVersion` (undefined = there is none yet).
   *
   * @returns the new version; undefined when the present version is another, then nothing changed
   */
  write(text: string, expectedVersion: number | undefined): Promise<number | undefined>;
};

/** lowdb on a text store; remembers which version the settings in memory came from. */
export class TextStoreAdapter implements Adapter<Settings> {
  readonly #store: TextStore;
  readonly #place: string;
  readonly #parse = createSettingsReader();
  #text: string | undefined;
  #newer: NewerKeys | undefined;
  #version: number | undefined;

  /** @param place how messages name the store, e.g. "the settings in the database" */
  constructor(store: TextStore, place: string) {
    this.#store = store;
    this.#place = place;
  }

  /** @throws ConfigError `settings-broken`, `settings-newer` */
  async read(): Promise<Settings> {
    const found = await this.#store.read();
    this.#text = found?.text;
    this.#version = found?.version;
    this.#newer = undefined;
    if (found === undefined) return defaultSettings();
    const parsed = this.#parse(found.text);
    if (parsed.ok) {
      this.#newer = parsed.newer;
      return parsed.settings;
    }
    const kept = 'Restore them from a backup of the database or from an exported file.';
    throw unusableSettings(parsed, { path: this.#place, kept });
  }

  /** @throws ConfigError `settings-changed-meanwhile` */
  async write(settings: Settings): Promise<void> {
    const text = settingsText(settings, this.#newer);
    if (text === this.#text) return;
    const version = await this.#store.write(text, this.#version);
    if (version === undefined) throw changedMeanwhile(this.#place);
  }
}
