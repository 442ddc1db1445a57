import { presentImportRun } from '../../http/present/import-runs.ts';
import { formatMoment } from '../../words/formats.ts';
import { reasonWord, runCauseWord, runStateWord } from '../../words/owner-words.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `runs`: the latest import runs with what they did. */
export async function runsCommand(
  context: CliContext,
  flags: { limit: number },
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async ({ ledger }) => {
    const rows = await ledger.listImportRuns({ limit: flags.limit });
    // When an account is imported next is known to the running service alone.
    const runs = rows.map((row) => {
      const { nextRunAt: _unknown, ...run } = presentImportRun(language, row, undefined);
      return run;
    });
    context.json({ items: runs });
    if (rows.length === 0) {
      context.say(words.noRuns);
      return EXIT.ok;
    }
    const { column } = words;
    context.table(
      [
        { head: column.started },
        { head: column.account },
        { head: column.cause },
        { head: column.result },
        { head: column.what },
      ],
      rows.map((row, index) => [
        formatMoment(language, row.started_at),
        row.account_id,
        runCauseWord(language, row.cause),
        row.error_code === null
          ? runStateWord(language, row.state)
          : `${runStateWord(language, row.state)}: ${reasonWord(language, row.error_code)}`,
        runs[index]?.summary ?? '',
      ]),
    );
    return EXIT.ok;
  });
}
