import type { Bridge } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { presentTransmission } from '../../http/present/transmissions.ts';
import type { ActionResult } from '../../report-desk/report-actions.ts';
import { pastMomentFromDay } from '../berlin-day.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';
import { findReport } from './find-report.ts';
import { reportAtOnce } from './report-now.ts';
import { exitCodeOfReports, sayReport } from './show-reports.ts';

/** `reports withdraw`: takes a report back that is not at OTTO. */
export function withdrawCommand(context: CliContext, asked: string): Promise<ExitCode> {
  return act(context, asked, ({ reportDesk }, id) => reportDesk.withdraw(id, 'command'));
}

/** `reports confirm`: agrees to a cancellation from the shop. */
export function confirmCommand(context: CliContext, asked: string): Promise<ExitCode> {
  return act(context, asked, ({ reportDesk }, id) => reportDesk.confirm(id));
}

export type CorrectFlags = {
  carrier?: string;
  tracking?: string[];
  return?: string[];
  returnCarrier?: string;
  piece?: string[];
  date?: string;
};

/** `reports correct`: gives a report what it lacks. */
export function correctCommand(
  context: CliContext,
  asked: string,
  flags: CorrectFlags,
): Promise<ExitCode> {
  const { carrier, tracking = [], return: returns = [], returnCarrier, piece, date } = flags;
  const given = [carrier, returnCarrier].some((text) => text !== undefined) ? 1 : 0;
  const parcels = Math.max(tracking.length, returns.length, given);
  return act(context, asked, ({ reportDesk, clock }, id) =>
    reportDesk.correct(
      id,
      {
        ...(parcels === 0
          ? {}
          : {
              parcels: Array.from({ length: parcels }, (_, at) => ({
                carrier,
                trackingNumber: tracking[at],
                returnNumber: returns[at],
                returnCarrier,
              })),
            }),
        positionItemIds: piece,
        shippedAt: date === undefined ? undefined : pastMomentFromDay(date, clock.now()),
      },
      { source: 'command', cause: 'command' },
    ),
  );
}

/** `reports by-hand`: the owner did it at OTTO; OTTO is asked at once whether it shows it. */
export async function byHandCommand(context: CliContext, asked: string): Promise<ExitCode> {
  const { language, words, io } = context;
  return context.withBridge(async (bridge) => {
    const result = await bridge.reportDesk.takeByHand(await findReport(bridge, asked), io.signal);
    const transmission = required(result);
    const { atOtto } = result;
    const seen = atOtto?.is ?? 'not-shown';
    const fault =
      atOtto?.is === 'fault' ? tell(language, atOtto.fault.code, atOtto.fault.params) : null;
    context.json({ ...presentTransmission(language, transmission), atOtto: seen, fault });
    context.say(words.report.atOtto[seen]);
    if (fault) context.say(toldText(fault, '  '));
    if (fault) return exitCodeOf(fault.code);
    return seen === 'shown' ? EXIT.ok : EXIT.needsOwner;
  });
}

export type AgainFlags = { order?: string; incident?: number; all?: boolean };

const WHICH = '<report>, --order, --incident, --all';

/** `reports send-again`: one report, those of an order or an incident, or all. */
export async function sendAgainCommand(
  context: CliContext,
  asked: string | undefined,
  flags: AgainFlags,
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    const accounts = (await bridge.settings.load()).accounts.map(({ id }) => id);
    const tried = await sendAgain(bridge, asked, flags);
    context.say(words.report.again(tried));
    const runs = tried === 0 ? [] : await reportAtOnce(context, bridge, accounts);
    context.json({ tried, runs });
    return gravest(runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : [])));
  });
}

/** @throws CallFault `option-missing`, `order-unknown`; ConfigError `incident-unknown` */
async function sendAgain(
  bridge: Bridge,
  asked: string | undefined,
  { order, incident, all }: AgainFlags,
): Promise<number> {
  const { reportDesk, ledger } = bridge;
  if (asked !== undefined) {
    const transmissionIds = [required(await reportDesk.sendAgain(await findReport(bridge, asked)))];
    return transmissionIds.length;
  }
  if (incident !== undefined) {
    if (!(await ledger.loadIncident(incident))) {
      throw new ConfigError('incident-unknown', `There is no incident ${incident}`, {
        params: { incidentId: incident },
      });
    }
    return reportDesk.sendManyAgain({ incidentId: incident });
  }
  if (order !== undefined) {
    const orderNumber = order.trim();
    const rows = await ledger.findByOrderNumber(orderNumber);
    if (rows.length === 0) throw new CallFault('order-unknown', { orderNumber });
    let tried = 0;
    for (const { account_id: accountId, sales_order_id: salesOrderId } of rows) {
      tried += await reportDesk.sendManyAgain({ accountId, salesOrderId });
    }
    return tried;
  }
  if (all) return reportDesk.sendManyAgain({});
  throw new CallFault('option-missing', { name: WHICH });
}

async function act(
  context: CliContext,
  asked: string,
  change: (bridge: Bridge, transmissionId: string) => Promise<ActionResult>,
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const transmission = required(await change(bridge, await findReport(bridge, asked)));
    const runs =
      transmission.state === 'due'
        ? await reportAtOnce(context, bridge, [transmission.accountId])
        : [];
    const loaded = await bridge.ledger.loadTransmission(transmission.transmissionId);
    const report = presentTransmission(language, loaded?.transmission ?? transmission);
    context.json({ ...report, runs });
    context.say(words.report.changed(report.stateWord));
    sayReport(context, report);
    const faults = runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : []));
    return gravest([...faults, exitCodeOfReports([report])]);
  });
}

/** @throws ConfigError the refusal */
function required(result: ActionResult) {
  if (result.done) return result.transmission;
  const { code, params } = result.refusal;
  throw new ConfigError(code, `The report is not changed: ${code}`, { params });
}
