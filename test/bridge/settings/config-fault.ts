import { inspect } from 'node:util';
import { expect } from 'vitest';
import { ConfigError } from '../../../src/bridge/errors.ts';

/** The ConfigError that `work` ends with; anything else fails the test. */
export async function configFault(work: () => unknown): Promise<ConfigError> {
  try {
    await work();
  } catch (fault) {
    expect(fault).toBeInstanceOf(ConfigError);
    if (fault instanceof ConfigError) return fault;
  }
  return expect.fail('expected a ConfigError');
}

/** Everything a log or a screen could show of an error. */
export function allWordsOf(fault: ConfigError): string {
  return `${fault.message} ${fault.stack} ${JSON.stringify(fault)} ${inspect(fault, { depth: 9 })}`;
}
