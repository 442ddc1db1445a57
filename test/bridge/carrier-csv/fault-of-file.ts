import { ConfigError } from '../../../src/bridge/errors.ts';

/** What reading a file threw, when it is one of the clear errors; anything else rises. */
export function faultOfFile(read: () => unknown): ConfigError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}
