import type { Bridge } from '../../create-bridge.ts';
import { presentTransmission } from '../../http/present/transmissions.ts';
import { presentWishes } from '../../http/present/wishes.ts';
import type { ShipWish } from '../../report-desk/ship-wish.ts';
import { pastMomentFromDay } from '../berlin-day.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';
import { reportAtOnce } from './report-now.ts';
import { exitCodeOfReports, parcelsText, sayReport } from './show-reports.ts';

export type ShipFlags = {
  account?: string;
  carrier?: string;
  tracking?: string[];
  return?: string[];
  returnCarrier?: string;
  piece?: string[];
  date?: string;
  dryRun?: boolean;
};

type Presented = ReturnType<typeof presentWishes>['items'][number];

/** `ship`: pieces of an order were handed over; what is complete is sent at once. */
export async function shipCommand(
  context: CliContext,
  order: string,
  flags: ShipFlags,
): Promise<ExitCode> {
  const { language } = context;
  return context.withBridge(async (bridge) => {
    const isDryRun = flags.dryRun === true;
    const said = { source: 'command', cause: 'command', dryRun: isDryRun } as const;
    const wish = wishFrom(order, flags, bridge.clock.now());
    const answers = await bridge.reportDesk.shipPieces([wish], said);
    const [item] = presentWishes(language, answers, { isDryRun }).items;
    if (!item) return EXIT.unexpected;
    const accountIds = item.accountId === null || isDryRun ? [] : [item.accountId];
    const hasDue = item.reports.some(({ outcome }) => outcome === 'due');
    const runs = hasDue ? await reportAtOnce(context, bridge, accountIds) : [];
    const reports = isDryRun ? [] : await reportsOf(context, bridge, item);
    context.json({ items: [{ ...item, transmissions: reports }], isDryRun, runs });
    if (isDryRun) sayWouldBe(context, item);
    for (const report of reports) sayReport(context, report);
    const refusal = sayRefusals(context, item);
    const faults = runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : []));
    return gravest([...refusal, ...faults, exitCodeOfReports(reports)]);
  });
}

/** Numbers stand side by side: the first return number goes with the first parcel. */
function wishFrom(order: string, flags: ShipFlags, now: Date): ShipWish {
  const {
    account,
    carrier,
    tracking = [],
    return: returns = [],
    returnCarrier,
    piece,
    date,
  } = flags;
  const parcels = Math.max(tracking.length, returns.length, carrier === undefined ? 0 : 1);
  return {
    order: order.trim(),
    accountId: account,
    positionItemIds: piece,
    shippedAt: date === undefined ? undefined : pastMomentFromDay(date, now),
    parcels: Array.from({ length: parcels }, (_, at) => ({
      carrier,
      trackingNumber: tracking[at],
      returnNumber: returns[at],
      returnCarrier,
    })),
  };
}

async function reportsOf({ language }: CliContext, { ledger }: Bridge, { reports }: Presented) {
  const shown = [];
  for (const { transmissionId } of reports) {
    const loaded =
      transmissionId === null ? undefined : await ledger.loadTransmission(transmissionId);
    if (loaded) shown.push(presentTransmission(language, loaded.transmission));
  }
  return shown;
}

function sayWouldBe(context: CliContext, { reports }: Presented): void {
  for (const { outcomeWord, parcels, about } of reports) {
    const text = parcelsText(parcels);
    context.say(`• ${text === '' ? '' : `${text}: `}${outcomeWord}`);
    if (about) context.say(toldText(tell(context.language, about.code, about.params), '  '));
  }
  context.say(context.words.report.onlyShown);
}

/** @returns the exit codes of what was refused as a whole */
export function sayRefusals(context: CliContext, item: Presented): ExitCode[] {
  const { language, words } = context;
  const { refusal, left, orderNumber } = item;
  if (left.length > 0) {
    context.say(words.report.left);
    for (const { positionItemId, what } of left) context.say(`  ${positionItemId}  ${what}`);
  }
  const refused = item.reports.flatMap(({ outcome, about }) =>
    outcome === 'refused' && about ? [about] : [],
  );
  const told = [...refused, ...(refusal ? [refusal] : [])];
  for (const { code, params } of told) {
    const around = orderNumber === null ? {} : { orderNumber };
    context.say(`✗ ${toldText(tell(language, code, params, around))}`);
  }
  return told.map(({ code }) => exitCodeOf(code));
}
