import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';

/** What is left of a process's life, in calls to its ledger. */
export type Life = { callsLeft: number };

export class Died extends Error {
  override readonly name = 'Died';
}

/** The ledger of a process that dies when its life is over: it does nothing more, not even tidy up. */
export function mortal(ledger: Ledger, life: Life): Ledger {
  return new Proxy(ledger, {
    get(target, name: keyof Ledger) {
      const method = target[name];
      if (typeof method !== 'function' || name === 'close') return method;
      return async (...rest: unknown[]) => {
        life.callsLeft -= 1;
        if (life.callsLeft < 0) throw new Died();
        return Reflect.apply(method, target, rest);
      };
    },
  });
}
