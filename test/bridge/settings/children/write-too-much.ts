/** Saves more than its file size limit allows and prints how that ended. */
import { ConfigError } from '../../../../src/bridge/errors.ts';
import { openFileSettings } from '../../../../src/bridge/settings/settings-store.ts';
import { draftAccount } from '../make-settings.ts';

process.on('SIGXFSZ', () => undefined); // else the signal ends the process before write() answers

const [folder = ''] = process.argv.slice(2);
const store = await openFileSettings(folder);
try {
  await store.update((current) => ({
    ...current,
    accounts: Array.from({ length: 100 }, (_, index) => draftAccount(`account-${index}`)),
  }));
  console.log('saved');
} catch (fault) {
  console.log(fault instanceof ConfigError ? `${fault.code} ${fault.params.reason}` : 'crashed');
}
