import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Environment of a process that runs the bridge: what Node compiled of it is kept for the next one. */
export const COMPILED_CODE = { NODE_COMPILE_CACHE: join(tmpdir(), 'otto-bridge-compiled-code') };
