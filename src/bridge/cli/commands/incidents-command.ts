import { ConfigError } from '../../errors.ts';
import { presentIncident } from '../../http/present/incidents.ts';
import { readParams } from '../../http/words-of-request.ts';
import type { IncidentRow } from '../../ledger/incidents.ts';
import { formatMoment } from '../../words/formats.ts';
import { incidentStateWord } from '../../words/owner-words.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';

/** `incidents`: what is wrong right now, with what to do. */
export async function incidentsCommand(
  context: CliContext,
  flags: { all?: boolean; limit: number },
): Promise<ExitCode> {
  const { words, language } = context;
  return context.withBridge(async ({ ledger, reportDesk }) => {
    const open = await ledger.listIncidents({ state: 'open', limit: flags.limit });
    const resolved = flags.all
      ? await ledger.listIncidents({ state: 'resolved', limit: flags.limit })
      : [];
    const incidents = [...open, ...resolved];
    const stakes = await reportDesk.loadStakes(incidents);
    const items = incidents.map((row) =>
      presentIncident(language, row, stakes.get(row.incident_id)),
    );
    context.json({ items });
    for (const [at, incident] of incidents.entries()) {
      showIncident(context, incident, items[at]?.deadline ?? undefined);
    }
    context.say(open.length === 0 ? words.noIncidents : words.incidentsAre(open.length));
    return open.length > 0 ? EXIT.needsOwner : EXIT.ok;
  });
}

function showIncident(
  context: CliContext,
  incident: IncidentRow,
  deadline: string | undefined,
): void {
  const { language, words } = context;
  const { incident_id: incidentId, account_id: accountId } = incident;
  const around = { incidentId, ...(accountId === null ? {} : { accountId }) };
  const told = tell(language, incident.code, readParams(incident.params), around);
  const head = words.incidentHead({
    state: incidentStateWord(language, incident.state),
    since: formatMoment(language, incident.opened_at),
    orders: incident.orders,
  });
  const isOpen = incident.state === 'open';
  context.say(`${isOpen ? '✗' : '✓'} ${head}`);
  if (deadline !== undefined) {
    context.say(`  ${words.report.deadline(formatMoment(language, deadline))}`);
  }
  context.say(`${toldText(isOpen ? told : { ...told, todo: null, command: null }, '  ')}\n`);
}

/** `incidents close`: the owner has taken care of one. */
export async function closeIncidentCommand(
  context: CliContext,
  incidentId: number,
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const result = await bridge.acknowledgeIncident(incidentId);
    if (!result.acknowledged) {
      throw new ConfigError(result.why, `Incident ${incidentId} is not closed`, {
        params: { incidentId },
      });
    }
    context.json({ incidentId, acknowledged: true });
    context.say(context.words.incidentClosed(incidentId));
    return EXIT.ok;
  });
}
