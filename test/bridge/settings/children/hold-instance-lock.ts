/** Holds a data folder until it is killed. */
import { holdInstanceLock } from '../../../../src/bridge/settings/instance-lock.ts';

const [folder = ''] = process.argv.slice(2);
await holdInstanceLock(folder, { now: () => new Date('2026-01-31T08:00:00.000Z') });
console.log('held');
setInterval(() => globalThis.gc?.(), 20);
