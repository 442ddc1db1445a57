import { join } from 'node:path';
import type { Adapter } from 'lowdb';
import { ConfigError } from '../errors.ts';
import { PREVIOUS_FILE, readTextFile, SETTINGS_FILE } from './data-folder.ts';
import { type WriteDurably, writeDurably } from './durable-file.ts';
import type { NewerKeys } from './newer-keys.ts';
import { parseSettingsText, settingsText } from './parse-settings.ts';
import { notWritable, unusableSettings } from './settings-fault.ts';
import { createSettingsReader } from './settings-reader.ts';
import { defaultSettings, type Settings } from './settings-schema.ts';

/** lowdb on `settings.json`; the version before lies beside it as `settings.previous.json`. */
export class SettingsFileAdapter implements Adapter<Settings> {
  readonly #path: string;
  readonly #previousPath: string;
  readonly #write: WriteDurably;
  #newer: NewerKeys | undefined;
  readonly #parse = createSettingsReader();

  constructor(dataFolder: string, write: WriteDurably = writeDurably) {
    this.#path = join(dataFolder, SETTINGS_FILE);
    this.#previousPath = join(dataFolder, PREVIOUS_FILE);
    this.#write = write;
  }

  /** @throws ConfigError `settings-broken`, `-newer`, `-missing`, `-unreadable` */
  async read(): Promise<Settings> {
    const text = await readTextFile(this.#path);
    this.#newer = undefined;
    if (text === undefined) return this.#firstSettings();
    const parsed = this.#parse(text);
    if (parsed.ok) {
      this.#newer = parsed.newer;
      return parsed.settings;
    }
    throw unusableSettings(parsed, { path: this.#path, ...(await this.#previousVersion()) });
  }

  /** Called under the folder's lock, after `read` has found the present file whole. */
  async write(settings: Settings): Promise<void> {
    const text = settingsText(settings, this.#newer);
    const before = await readTextFile(this.#path);
    if (before === text) return;
    if (before !== undefined) await this.#save(this.#previousPath, before);
    await this.#save(this.#path, text);
  }

  async #save(path: string, text: string): Promise<void> {
    try {
      await this.#write(path, text);
    } catch (fault) {
      throw notWritable(path, fault);
    }
  }

  /** No file is a new bridge, unless a previous version tells that there has been one. */
  async #firstSettings(): Promise<Settings> {
    const { kept, previous } = await this.#previousVersion();
    if (previous === '') return defaultSettings();
    throw new ConfigError(
      'settings-missing',
      `${this.#path} is gone, although it has been there before. Nothing was started. ${kept}`,
      { params: { path: this.#path, previous } },
    );
  }

  async #previousVersion(): Promise<{ kept: string; previous: string }> {
    const previous = this.#previousPath;
    const text = await readTextFile(previous).catch(() => '');
    if (text === undefined) {
      return {
        previous: '',
        kept: 'There is no previous version: repair it, or move it away to begin anew.',
      };
    }
    if (!parseSettingsText(text).ok) {
      return { previous, kept: `The version before, ${previous}, is not usable either.` };
    }
    const kept = `The version before is whole: copy ${previous} over it, or move both away to begin anew.`;
    return { previous, kept };
  }
}
