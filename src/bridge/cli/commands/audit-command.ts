import { presentAuditEntry } from '../../http/present/access.ts';
import { formatMoment } from '../../words/formats.ts';
import { momentFromDay } from '../berlin-day.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `audit`: who changed what, the latest first. */
export async function auditCommand(
  context: CliContext,
  flags: { actor?: string; action?: string; since?: string; limit: number },
): Promise<ExitCode> {
  const { language, words } = context;
  const { column, actorKind, noEntries } = words.access;
  const since = flags.since === undefined ? undefined : momentFromDay(flags.since);
  return context.withBridge(async ({ access }) => {
    const rows = await access.audit.list({ ...flags, since });
    const entries = rows.map((row) => presentAuditEntry(language, row));
    context.json({ items: entries });
    if (entries.length === 0) {
      context.say(noEntries);
      return EXIT.ok;
    }
    context.table(
      [
        { head: column.at },
        { head: column.who },
        { head: column.action },
        { head: column.subject },
        { head: column.details },
      ],
      entries.map((entry) => [
        formatMoment(language, entry.at),
        `${entry.actor || '–'} (${actorKind[entry.actorKind]})`,
        entry.actionWords,
        entry.subject ?? '–',
        Object.values(entry.details).join(', ') || '–',
      ]),
    );
    return EXIT.ok;
  });
}
