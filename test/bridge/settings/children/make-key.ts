/** Loads the sealing key, making it if need be, and prints what a fixed text looks like under it. */
import { loadSealingKey } from '../../../../src/bridge/settings/load-sealing-key.ts';
import { Secret } from '../../../../src/bridge/settings/secret.ts';
import { defaultSettings } from '../../../../src/bridge/settings/settings-schema.ts';

const [dataFolder = ''] = process.argv.slice(2);
const key = await loadSealingKey({ dataFolder, environment: {}, settings: defaultSettings() });
console.log(key.seal('here', new Secret('text')).sealed);
