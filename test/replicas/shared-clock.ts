import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The time of the replicas and of both fakes: this machine's, and now and then a jump ahead. */
export type SharedClock = {
  /** what replicas read it from, see children/shifted-time.ts */
  file: string;
  now(): Date;
  /** for everybody at once, as if so much time had passed */
  jump(ms: number): void;
};

export function createSharedClock(folder: string): SharedClock {
  const file = join(folder, 'shift');
  let shiftMs = 0;
  const write = () => {
    writeFileSync(`${file}.new`, String(shiftMs));
    renameSync(`${file}.new`, file);
  };
  write();
  return {
    file,
    now: () => new Date(Date.now() + shiftMs),
    jump(ms) {
      shiftMs += ms;
      write();
    },
  };
}
