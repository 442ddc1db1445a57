import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * Where the built program begins: what Node compiles of it is kept in the data folder, so that the next start need
 * not compile it again. Not in the folder for temporary files, where others could put code for us to run.
 */
const named = process.env.BRIDGE_DATA;
const dataFolder = resolve(named?.trim() ? named : 'data'); // blank counts as not set, as in config.ts
// A command that needs no data folder makes none.
if (existsSync(dataFolder)) enableCompileCache(join(dataFolder, 'compile-cache'));
const running = import('./cli.ts');
// Once it runs: at the end of the process would be too late for one that is killed, and slow to stop.
const KEEP_AFTER_MS = 5_000;
setTimeout(flushCompileCache, KEEP_AFTER_MS).unref();
await running;
