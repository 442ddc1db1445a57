import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isHolderGone, PROCESS_NAME } from '../../src/bridge/process-name.ts';

/** The id of a process that certainly ended. */
const dead = spawnSync(process.execPath, ['-e', '']).pid;

const [MACHINE = ''] = PROCESS_NAME.split(':');

describe('the holder of a lease', () => {
  it('is gone when its process on this machine has ended', () => {
    expect(isHolderGone(`command:${MACHINE}:${dead}:some-id`)).toBe(true);
  });

  it('is there while its process lives', () => {
    expect(isHolderGone(`service:${PROCESS_NAME}:some-id`)).toBe(false);
  });

  it('is not known to be gone when its machine only has the same name: two containers may', () => {
    expect(isHolderGone(`command:${MACHINE.split('~')[0]}~elsewhere:${dead}:some-id`)).toBe(false);
  });

  it.each(['command:another-machine:1:id', 'service:dead', 'command:alive', '', 'a:b:c:d'])(
    'is not known to be gone where nothing can be told: %s',
    (holder) => {
      expect(isHolderGone(holder)).toBe(false);
    },
  );
});
