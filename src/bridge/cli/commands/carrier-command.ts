import { ConfigError } from '../../errors.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `carrier`: which of OTTO's carriers a name means; without words, all that were said so far. */
export async function carrierCommand(
  context: CliContext,
  carrierName: string | undefined,
  carrier: string | undefined,
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async ({ reportDesk }) => {
    if (carrierName === undefined) {
      const items = await reportDesk.listCarrierChoices();
      context.json({ items });
      if (items.length === 0) context.say(words.report.noCarriersChosen);
      else {
        context.table(
          [{ head: words.report.column.carrierName }, { head: words.report.column.carrier }],
          items.map((item) => [item.carrierName, item.carrier]),
        );
      }
      return EXIT.ok;
    }
    if (carrier === undefined) {
      throw new CallFault('argument-missing', { name: words.options.value.carrier });
    }
    const result = await reportDesk.chooseCarrier(carrierName, carrier);
    if (!result.chosen) {
      const { code, params } = result.refusal;
      throw new ConfigError(code, `${carrier} is no carrier of OTTO's`, { params });
    }
    context.json(result.choice);
    context.say(words.report.carrierChosen(result.choice.carrierName, result.choice.carrier));
    return EXIT.ok;
  });
}
