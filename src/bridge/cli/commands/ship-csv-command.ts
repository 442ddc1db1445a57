import { readFile } from 'node:fs/promises';
import { columnMappingSchema } from '../../carrier-csv/column-mapping.ts';
import { ConfigError } from '../../errors.ts';
import { presentCarrierCsv } from '../../http/present/wishes.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { shellWord } from '../command-hints.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';
import { reportAtOnce } from './report-now.ts';

export type ShipCsvFlags = { account?: string; carrier?: string; map?: string[]; yes?: boolean };

/** More rows would push the sums out of sight. */
const MOST_ROWS = 100;
const ROLES =
  'orderReference, trackingNumber, carrier, returnNumber, shippedAt, sku, quantity, dateFormat';

type Presented = ReturnType<typeof presentCarrierCsv>;

/** `ship-csv`: reports what a carrier's file says; without `--yes` it only shows what it would be. */
export async function shipCsvCommand(
  context: CliContext,
  file: string,
  flags: ShipCsvFlags,
): Promise<ExitCode> {
  const { language, words } = context;
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new ConfigError('file-unreadable', 'The file can not be read', {
      params: { file },
      cause,
    });
  });
  const mapping = mappingFrom(flags.map);
  return context.withBridge(async (bridge) => {
    const isDryRun = flags.yes !== true;
    const answer = await bridge.reportDesk.takeCarrierCsv(bytes, {
      accountId: flags.account,
      carrier: flags.carrier,
      mapping,
      cause: 'command',
      dryRun: isDryRun,
    });
    const presented = presentCarrierCsv(language, answer, { isDryRun });
    showFile(context, presented);
    showRows(context, presented);
    const accounts = presented.rows.flatMap(({ accountId, outcome }) =>
      accountId !== null && outcome === 'due' ? [accountId] : [],
    );
    const runs = isDryRun ? [] : await reportAtOnce(context, bridge, accounts);
    context.json({ ...presented, runs });
    context.say(words.report.csvCounts(presented.counts));
    if (isDryRun) {
      context.say(words.report.onlyShown);
      context.say(words.report.csvHint);
      context.sayCommand(`ship-csv ${shellWord(file)}${flagText(flags)} --yes`);
    }
    const { refused, waits } = presented.counts;
    return gravest([
      ...presented.problems.map(({ code }) => exitCodeOf(code)),
      ...runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : [])),
      refused + waits > 0 ? EXIT.needsOwner : EXIT.ok,
    ]);
  });
}

/** @throws CallFault `choice-invalid` */
function mappingFrom(given: readonly string[] | undefined) {
  if (given === undefined) return undefined;
  const pairs = given.map((text): [string, string] => {
    const at = text.indexOf('=');
    return at < 1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  });
  const parsed = columnMappingSchema.safeParse(Object.fromEntries(pairs));
  if (parsed.success) return parsed.data;
  const value = given.join(' ');
  throw new CallFault('choice-invalid', { name: '--map', value, allowed: ROLES });
}

function flagText({ account, carrier, map = [] }: ShipCsvFlags): string {
  return [
    ...(account === undefined ? [] : [` --account ${account}`]),
    ...(carrier === undefined ? [] : [` --carrier ${shellWord(carrier)}`]),
    ...map.map((pair) => ` --map ${shellWord(pair)}`),
  ].join('');
}

function showFile(
  context: CliContext,
  { rows, layout, encoding, problems, columns }: Presented,
): void {
  const { words, language } = context;
  const name = layout?.toUpperCase() ?? words.report.csvUnknownLayout;
  context.say(words.report.csvRead({ rows: rows.length, layout: name, encoding }));
  for (const { code, params } of problems) {
    context.say(`✗ ${toldText(tell(language, code, params))}`);
  }
  const needsColumns = problems.some(({ code }) => code.startsWith('csv-column'));
  if (needsColumns) context.say(words.report.columnsAre(columns.join(', ')));
}

/** What needs somebody comes first; what just leaves is counted. */
function showRows(context: CliContext, { rows }: Presented): void {
  const { words } = context;
  const told = rows.filter(({ about, outcome }) => about !== null && outcome !== 'known');
  if (told.length === 0) return;
  context.table(
    [
      { head: words.report.column.row, isWhole: true, isRight: true },
      { head: words.report.column.reference },
      { head: words.report.column.outcome },
      { head: words.column.what },
    ],
    told
      .slice(0, MOST_ROWS)
      .map(({ rowNumber, orderReference, outcomeWord, about }) => [
        String(rowNumber),
        orderReference,
        outcomeWord,
        about?.what ?? '',
      ]),
  );
  const further = told.length - MOST_ROWS;
  if (further > 0) context.say(words.report.furtherRows(further));
}
