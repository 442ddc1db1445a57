import type { VacationView } from '../../stock/stock-desk.ts';
import { stockNotice, vacationSentence } from '../../words/stock-words.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { tell, toldText } from '../tell-fault.ts';

/** `vacation status`: how far OTTO shows zero. */
export async function vacationStatusCommand(context: CliContext): Promise<ExitCode> {
  return context.withBridge(async ({ stockDesk }) => {
    show(context, await stockDesk.viewVacation());
    return EXIT.ok;
  });
}

/** `vacation on` and `off`: shows what would change; with --yes it is done, and sent at once. */
export async function switchVacationCommand(
  context: CliContext,
  step: 'start' | 'end',
  { yes = false }: { yes?: boolean },
): Promise<ExitCode> {
  const { words, language, io } = context;
  return context.withBridge(async (bridge) => {
    const { stockDesk } = bridge;
    if (!yes) {
      const { changes, unchanged } = await stockDesk.previewVacation(step);
      context.json({ isDone: false, changes, unchanged });
      context.say(stockNotice(language, step, changes));
      context.say(words.stock.onlyShown);
      return EXIT.needsOwner;
    }
    await (step === 'start' ? stockDesk.startVacation() : stockDesk.endVacation());
    await recordCommand(bridge, step === 'start' ? 'vacation on' : 'vacation off');
    const result = await bridge.runStock({
      cause: 'command',
      signal: io.signal,
      holderKind: 'command',
    });
    // What another process is at now, it goes on with by the setting.
    const fault = result.ran ? result.fault : undefined;
    show(context, await stockDesk.viewVacation());
    if (!fault) return EXIT.ok;
    const told = tell(language, fault.code, fault.params);
    context.say(`✗ ${toldText(told)}`);
    return exitCodeOf(told.code);
  });
}

function show({ json, say, language }: CliContext, vacation: VacationView): void {
  json(vacation);
  say(vacationSentence(language, vacation));
}
