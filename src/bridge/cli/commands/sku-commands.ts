import type { SkuMatchKind } from '../../../mapping/stock/sku-match.ts';
import { findAccount } from '../../create-bridge.ts';
import { presentPreview, presentSku } from '../../http/present/sku-map.ts';
import { FieldsRefusedError } from '../../set-up/fields-refused-error.ts';
import type { AskedSet } from '../../sku-map/check-set.ts';
import type { MatchPlace } from '../../sku-map/match-again.ts';
import { formatCents, formatMoment, formatNumber } from '../../words/formats.ts';
import { skuMatchWord } from '../../words/sku-words.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';

/** A price is shown split for this. */
const EXAMPLE_CENTS = 100_00;

/** `skus`: what stands behind OTTO's SKUs. */
export async function listSkusCommand(
  context: CliContext,
  flags: {
    account?: string;
    match?: SkuMatchKind | 'open';
    search?: string;
    limit: number;
  },
): Promise<ExitCode> {
  const { words, language } = context;
  const { column, noSkus } = words.skus;
  return context.withBridge(async ({ skuMap, settings }) => {
    const { account: accountId, ...filter } = flags;
    if (accountId !== undefined) findAccount(await settings.load(), accountId);
    const rows = await skuMap.listSkus({ accountId, ...filter });
    context.json({ items: rows.map((row) => presentSku(language, row)) });
    if (rows.length === 0) {
      context.say(noSkus);
      return EXIT.ok;
    }
    context.table(
      [
        { head: column.sku, isWhole: true },
        { head: column.title },
        { head: column.match },
        { head: column.products },
        { head: column.lastOrdered },
      ],
      rows.map((row) => [
        row.sku,
        row.title ?? '–',
        skuMatchWord(language, row.match),
        row.parts.map(({ quantity, shopSku }) => `${quantity} × ${shopSku}`).join(', ') || '–',
        row.lastOrderedAt === undefined ? '–' : formatMoment(language, row.lastOrderedAt),
      ]),
    );
    return EXIT.ok;
  });
}

/** `skus set`: one SKU of OTTO's is several products of the shop. */
export async function saveSetCommand(
  context: CliContext,
  sku: string,
  given: readonly string[],
  flags: { dryRun?: boolean },
): Promise<ExitCode> {
  const words = context.words.skus;
  const asked: AskedSet = { sku: sku.trim(), parts: given.map(readPart) };
  return context.withBridge(async (bridge) => {
    const preview = await usable(() => bridge.skuMap.previewSet(asked, EXAMPLE_CENTS));
    if (!flags.dryRun) {
      await usable(() => bridge.skuMap.saveSet(asked));
      await recordCommand(bridge, 'skus set', asked.sku, { parts: given.join(', ') });
    }
    context.json({ sku: asked.sku, isSaved: !flags.dryRun, ...presentPreview(preview) });
    context.say(flags.dryRun ? words.setShown(asked.sku) : words.setSaved(asked.sku));
    showParts(context, preview);
    context.say(words.weightsBy[preview.weightsBy]);
    if (preview.replacesChoice !== undefined) {
      context.say(words.replacesChoice(preview.replacesChoice));
    }
    if (preview.waitingOrders > 0) context.say(words.waiting(preview.waitingOrders));
    return EXIT.ok;
  });
}

/** `skus unset` */
export async function unsetCommand(context: CliContext, asked: string): Promise<ExitCode> {
  const words = context.words.skus;
  const sku = asked.trim();
  return context.withBridge(async (bridge) => {
    const removed = await bridge.skuMap.deleteSet(sku);
    if (removed) await recordCommand(bridge, 'skus unset', sku);
    context.json({ sku, removed });
    context.say(removed ? words.setRemoved(sku) : words.noSet(sku));
    return EXIT.ok;
  });
}

/** `skus match`: looks in the shop again. */
export async function matchSkusCommand(
  context: CliContext,
  some: readonly string[],
  { account: accountId }: { account?: string },
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    if (accountId !== undefined) findAccount(await bridge.settings.load(), accountId);
    const skus = some.length === 0 ? undefined : some;
    let from: MatchPlace | undefined;
    const sum = { looked: 0, matched: 0 };
    do {
      const { looked, matched, next } = await bridge.skuMap.matchAgain({ accountId, skus, from });
      sum.looked += looked;
      sum.matched += matched;
      from = next;
    } while (from !== undefined);
    await recordCommand(bridge, 'skus match', undefined, sum);
    context.json(sum);
    context.say(context.words.skus.matched(sum.looked, sum.matched));
    return EXIT.ok;
  });
}

const PART = /^(.+?):(\d{1,9})(?::(\d{1,9}))?$/;

/** @throws CallFault `set-part-unreadable` */
function readPart(given: string): AskedSet['parts'][number] {
  const [, shopSku, quantity, weight] = PART.exec(given.trim()) ?? [];
  if (shopSku === undefined) throw new CallFault('set-part-unreadable', { value: given });
  return {
    shopSku: shopSku.trim(),
    quantity: Number(quantity),
    ...(weight === undefined ? {} : { weight: Number(weight) }),
  };
}

/** What can't be saved was typed in here, and is no setting. */
async function usable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FieldsRefusedError)) throw error;
    const problems = error.fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
    throw new CallFault('set-invalid', { problems });
  }
}

function showParts(
  { language, words, table }: CliContext,
  preview: Parameters<typeof presentPreview>[0],
): void {
  const { column } = words.skus;
  const shares = presentPreview(preview).parts;
  table(
    [
      { head: column.products, isWhole: true },
      { head: column.share, isRight: true },
      { head: column.cents, isRight: true },
    ],
    preview.parts.map(({ quantity, shopSku, cents }, index) => [
      `${quantity} × ${shopSku}`,
      `${formatNumber(language, shares[index]?.sharePercent ?? 0)} %`,
      formatCents(language, cents),
    ]),
  );
}
