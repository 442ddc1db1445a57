/** Writes settings in a loop until it is killed; prints each number once its write has returned. */
import { openFileSettings } from '../../../../src/bridge/settings/settings-store.ts';
import { draftAccount } from '../make-settings.ts';

const [folder = ''] = process.argv.slice(2);
const store = await openFileSettings(folder);
for (;;) {
  let count = 0;
  await store.update((current) => {
    count = Number(current.accounts[0]?.name ?? 0) + 1;
    const padding = Array.from({ length: count % 40 }, (_, index) =>
      draftAccount(`filler-${index}`),
    );
    return { ...current, accounts: [draftAccount('count', { name: String(count) }), ...padding] };
  });
  console.log(count);
}
