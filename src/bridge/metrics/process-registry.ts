import { collectDefaultMetrics, Registry } from 'prom-client';

let made: Registry | undefined;

/** Memory, CPU, garbage and the lag of the event loop: of the process, whatever runs in it. */
export function processRegistry(): Registry {
  if (made) return made;
  made = new Registry();
  collectDefaultMetrics({ register: made });
  return made;
}
