import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, gravest } from '../exit-codes.ts';
import { toldText } from '../tell-fault.ts';
import { checkAccounts, checkShop, type Finding, fine } from './doctor-checks.ts';

/** `doctor`: looks at both sides without changing anything. */
export async function doctorCommand(context: CliContext): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge, config) => {
    const { version } = bridge.manifest;
    const settings = await bridge.settings.load();
    const { ledger } = config;
    const where =
      ledger.kind === 'sqlite' ? words.doctor.sqlite(ledger.path) : words.doctor.postgres;
    const findings = [
      fine('ledger', where),
      ...(await checkShop(context, bridge, settings)).findings,
      ...(await checkAccounts(context, bridge, settings)),
    ];
    context.json({ version, findings: findings.map(presentFinding) });
    context.say(words.doctor.title(version));
    return showFindings(context, findings);
  });
}

/** @returns the exit code of the gravest */
export function showFindings(context: CliContext, findings: readonly Finding[]): ExitCode {
  const { doctor } = context.words;
  for (const finding of findings) {
    const isFine = finding.exitCode === EXIT.ok;
    const about = finding.accountId === null ? '' : ` (${finding.accountId})`;
    const { what, follows, todo, command } = finding;
    const lines = toldText({ code: '', params: {}, what, follows, todo, command }, '  ');
    const lead = `${isFine ? '✓' : '✗'} ${doctor.checks[finding.check]}${about}: `;
    context.say(lines.replace(/^ {2}/, lead));
  }
  const open = findings.filter(({ exitCode }) => exitCode !== EXIT.ok).length;
  context.say(open === 0 ? doctor.allGood : doctor.somethingToDo(open));
  return gravest(findings.map(({ exitCode }) => exitCode));
}

export function presentFinding({ exitCode, ...finding }: Finding) {
  return { ...finding, isFine: exitCode === EXIT.ok };
}
