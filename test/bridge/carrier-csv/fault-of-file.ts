import { ConfigError } from '../../../src/bridge/errors.ts';

/** What reading a file threw, when it is one of the clear errors; anything else rises. */
export async function faultOfFile(read: () => unknown): Promise<ConfigError | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}
