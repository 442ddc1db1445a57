import type { SeenChange } from '../../shop-watch/ports.ts';
import { eventSentence } from '../../words/owner-words.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';

/** `watch`: looks at the shop once, now, and shows what a person changed there. */
export async function watchCommand(context: CliContext): Promise<ExitCode> {
  const { words, language, io } = context;
  return context.withBridge(async (bridge) => {
    const changes: SeenChange[] = [];
    const result = await bridge.watchShop({
      cause: 'poll',
      signal: io.signal,
      holderKind: 'command',
      onChange: (change) => changes.push(change),
    });
    const fault = result.ran ? result.fault : { code: result.why, params: {} };
    const told = fault && tell(language, fault.code, fault.params);
    const items = changes.map((change) => ({
      ...change,
      text: eventSentence(language, change.kind, change.params),
    }));
    const { seen, changed, left } = result.ran ? result : { seen: 0, changed: 0, left: 0 };
    context.json({ ran: result.ran, seen, changed, left, items, fault: told ?? null });
    if (items.length > 0) {
      context.table(
        [{ head: words.column.orderNumber }, { head: words.column.what }],
        items.map(({ orderNumber, text }) => [orderNumber, text]),
      );
    }
    if (told) {
      context.say(`✗ ${toldText(told)}`);
      return exitCodeOf(told.code);
    }
    context.say(words.watch.saw(seen, changed));
    if (left > 0) context.say(words.watch.left(left));
    return EXIT.ok;
  });
}
