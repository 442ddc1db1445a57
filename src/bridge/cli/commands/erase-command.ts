import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';

/** `erase`: erases personal meta from old shop orders now, or counts how many there are. */
export async function eraseCommand(
  context: CliContext,
  flags: { dryRun?: boolean; again?: boolean },
): Promise<ExitCode> {
  const { words, io } = context;
  const dryRun = flags.dryRun === true;
  return context.withBridge(async (bridge) => {
    const outcome = await bridge.eraseShopMeta({
      cause: 'command',
      holderKind: 'command',
      dryRun,
      again: flags.again === true,
      signal: io.signal,
    });
    if (!outcome.ran) {
      context.json({ ran: false, why: outcome.why });
      if (outcome.why !== 'data-erase-off') return tellFault(context, outcome.why, {});
      context.say(words.erase.off);
      context.sayCommand('settings set eraseShopMetaAfterDays 90');
      return EXIT.ok;
    }
    const { fault, due, erased, refused, afterDays } = outcome;
    context.json({ ran: true, dryRun, afterDays, due, erased, refused, fault: fault ?? null });
    context.say(dryRun ? words.erase.due(due, afterDays) : words.erase.erased(erased, afterDays));
    if (refused > 0) {
      const incomplete = tellFault(context, 'data-erase-incomplete', { orders: refused });
      if (!fault) return incomplete;
    }
    return fault ? tellFault(context, fault.code, fault.params) : EXIT.ok;
  });
}

function tellFault(
  context: CliContext,
  code: string,
  params: Record<string, string | number>,
): ExitCode {
  context.say(`✗ ${toldText(tell(context.language, code, params))}`);
  return exitCodeOf(code);
}
