import type { Bridge } from '../../create-bridge.ts';
import type { RunFault } from '../../order-import/run-faults.ts';
import type { TopicState } from '../../shop-watch/plan-webhooks.ts';
import { formatMoment } from '../../words/formats.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';

/** `webhooks`: how the shop's webhooks stand; with `--restore` they are made what they should be. */
export async function webhooksCommand(
  context: CliContext,
  flags: { restore?: boolean },
): Promise<ExitCode> {
  const { words, language } = context;
  return context.withBridge(async (bridge) => {
    const done = flags.restore === true ? await restore(context, bridge) : undefined;
    const { publicUrl } = await bridge.settings.load();
    const topics = done?.fault ? [] : await bridge.inspectWebhooks(context.io.signal);
    const { waiting, lastAt } = await bridge.ledger.countDeliveries();
    const told = done?.fault && tell(language, done.fault.code, done.fault.params);
    context.json({
      publicUrl,
      items: topics.map(({ topic, webhook, problem }) => ({
        topic,
        webhookId: webhook?.webhookId ?? null,
        problem: problem ?? null,
      })),
      deliveriesWaiting: waiting,
      lastDeliveryAt: lastAt ?? null,
      ...(done ? { made: done.made, removed: done.removed } : {}),
      fault: told ?? null,
    });
    if (told) {
      context.say(`✗ ${toldText(told)}`);
      return exitCodeOf(told.code);
    }
    if (done) context.say(words.webhooks.restored(done.made, done.removed));
    if (publicUrl === null) {
      context.say(words.webhooks.off);
      context.sayCommand('settings set publicUrl https://…');
      return EXIT.ok;
    }
    showTopics(context, topics);
    context.say(words.webhooks.deliveries(waiting, lastAt && formatMoment(language, lastAt)));
    if (topics.every(({ problem }) => problem === undefined)) return EXIT.ok;
    context.say(words.webhooks.restoreHint);
    context.sayCommand('webhooks --restore');
    return EXIT.needsOwner;
  });
}

async function restore(
  { io }: CliContext,
  bridge: Bridge,
): Promise<{ made: number; removed: number; fault: RunFault | undefined }> {
  const check = await bridge.checkWebhooks({ signal: io.signal, holderKind: 'command' });
  if (check.ran) return check;
  return { made: 0, removed: 0, fault: { code: check.why, params: {} } };
}

function showTopics({ table, words }: CliContext, topics: readonly TopicState[]): void {
  const { column } = words;
  table(
    [{ head: column.webhook }, { head: column.accountState }],
    topics.map(({ topic, problem }) => [topic, words.webhooks.state[problem ?? 'sound']]),
  );
}
