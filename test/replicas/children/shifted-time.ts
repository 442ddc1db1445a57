/**
 * Loaded before the bridge (`node --import`): its clock is this machine's, moved by as many milliseconds
 * as the file says that SHIFT_FILE names. So all replicas and the fakes jump together, as if that time
 * had passed; timers go on as they are.
 */
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 50;
const file = process.env.SHIFT_FILE ?? '';
const RealDate = Date;
let shiftMs = 0;
let lookedAt = Number.NEGATIVE_INFINITY;

function shiftedNow(): number {
  if (performance.now() - lookedAt > LOOK_EVERY_MS) {
    lookedAt = performance.now();
    shiftMs = Number(readFileSync(file, 'utf8')) || shiftMs;
  }
  return RealDate.now() + shiftMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, rest, newTarget) =>
    Reflect.construct(target, rest.length === 0 ? [shiftedNow()] : rest, newTarget),
  apply: () => new RealDate(shiftedNow()).toString(),
  get: (target, name) => (name === 'now' ? shiftedNow : Reflect.get(target, name)),
});
