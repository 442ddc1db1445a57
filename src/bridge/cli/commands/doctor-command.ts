import type { CliContext } from '../cli-context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { checkBothSides, presentFinding, showFindings } from './doctor-checks.ts';

/** `doctor`: looks at both sides without changing anything. */
export async function doctorCommand(context: CliContext): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge, config) => {
    const { version } = bridge.manifest;
    const findings = await checkBothSides(context, bridge, config);
    context.json({ version, findings: findings.map(presentFinding) });
    context.say(words.doctor.title(version));
    return showFindings(context, findings);
  });
}
