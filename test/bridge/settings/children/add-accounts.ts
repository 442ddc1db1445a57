/** Adds accounts to the settings, one update each. */
import { openFileSettings } from '../../../../src/bridge/settings/settings-store.ts';
import { draftAccount } from '../make-settings.ts';

const [folder = '', prefix = '', count = ''] = process.argv.slice(2);
const store = await openFileSettings(folder);
for (let number = 1; number <= Number(count); number += 1) {
  await store.update((current) => ({
    ...current,
    accounts: [...current.accounts, draftAccount(`${prefix}-${number}`)],
  }));
}
