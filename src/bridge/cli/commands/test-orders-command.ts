import { z } from 'zod';
import { findAccount } from '../../create-bridge.ts';
import { atOtto } from '../../order-import/run-faults.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** The program lets only the numbers of scenarios through. */
const scenarioSchema = z.coerce
  .number()
  .pipe(z.literal([1, 2, 3, 4, 5, 6, 7, 8]))
  .optional();

/** `test-orders`: lets the sandbox make orders; OTTO's production refuses, and so does the bridge. */
export async function testOrdersCommand(
  context: CliContext,
  flags: { account: string; scenario?: string },
): Promise<ExitCode> {
  const scenario = scenarioSchema.parse(flags.scenario);
  return context.withBridge(async (bridge) => {
    const account = findAccount(await bridge.settings.load(), flags.account);
    const otto = bridge.connections.otto(account);
    await atOtto(() => otto.createTestOrders(scenario, context.io.signal));
    context.json({ accountId: account.id, scenario: scenario ?? null });
    context.say(context.words.testOrdersMade);
    return EXIT.ok;
  });
}
