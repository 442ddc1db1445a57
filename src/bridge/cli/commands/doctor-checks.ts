import type { Config } from '../../config.ts';
import type { Bridge } from '../../create-bridge.ts';
import type { Finding } from '../../set-up/checks/finding.ts';
import { type CheckRequest, runChecks } from '../../set-up/checks/run-checks.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import { checkPartsOf } from '../../wiring/set-up.ts';
import { checkWord, findingSaying } from '../../words/check-words.ts';
import type { Language } from '../../words/saying.ts';
import type { CliContext } from '../cli-context.ts';
import { commandLine, hintFor } from '../command-hints.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { toldText } from '../tell-fault.ts';

/** A finding with the command that helps, as the command line tells it. */
export type CliFinding = {
  check: Finding['check'];
  accountId: string | null;
  state: Finding['state'];
  code: string | null;
  what: string;
  follows: string | null;
  todo: string | null;
  /** to be typed in; null where no command helps */
  command: string | null;
  exitCode: ExitCode;
};

/** Looks at both sides, as the web service does too. */
export async function checkBothSides(
  context: CliContext,
  bridge: Bridge,
  config: Config,
  request: Omit<CheckRequest, 'signal'> = {},
): Promise<CliFinding[]> {
  const { ledger } = config;
  const path = ledger.kind === 'sqlite' ? ledger.path : undefined;
  const parts = checkPartsOf(bridge, path, Number.POSITIVE_INFINITY);
  const findings = await runChecks(parts, { ...request, signal: context.io.signal });
  const settings = await bridge.settings.load();
  return findings.map((finding) => forCli(context.language, finding, settings));
}

export function forCli(language: Language, finding: Finding, settings: Settings): CliFinding {
  const { check, accountId, state, code } = finding;
  const { what, follows, todo } = findingSaying(language, finding);
  return {
    check,
    accountId,
    state,
    code,
    what,
    follows: follows ?? null,
    todo: todo ?? null,
    command: commandFor(finding, settings),
    exitCode: exitCodeFor(finding),
  };
}

function commandFor({ code, params, setting, accountId }: Finding, settings: Settings) {
  if (code === null) return null;
  if (code === 'no-active-account') {
    const [first] = settings.accounts;
    return commandLine(
      first ? `account activate ${first.id}` : 'account add --id main --name … --client-id …',
    );
  }
  if (setting !== undefined) {
    const value = setting.endsWith('.shippedStatuses') ? `'["completed"]'` : '<Status>';
    return commandLine(`settings set ${setting} ${value}`);
  }
  const hint = hintFor(code, accountId === null ? params : { accountId, ...params });
  return hint === undefined ? null : commandLine(hint);
}

function exitCodeFor({ state, code }: Finding): ExitCode {
  if (state !== 'wrong' || code === null) return EXIT.ok;
  return code === 'no-active-account' ? EXIT.needsOwner : exitCodeOf(code);
}

/** @returns the exit code of the gravest */
export function showFindings(context: CliContext, findings: readonly CliFinding[]): ExitCode {
  const { doctor } = context.words;
  for (const { check, accountId, state, what, follows, todo, command } of findings) {
    const sign = { ok: '✓', warning: '!', wrong: '✗' }[state];
    const about = accountId === null ? '' : ` (${accountId})`;
    const lines = toldText({ code: '', params: {}, what, follows, todo, command }, '  ');
    const lead = `${sign} ${checkWord(context.language, check)}${about}: `;
    context.say(lines.replace(/^ {2}/, () => lead));
  }
  const open = findings.filter(({ exitCode }) => exitCode !== EXIT.ok).length;
  context.say(open === 0 ? doctor.allGood : doctor.somethingToDo(open));
  return gravest(findings.map(({ exitCode }) => exitCode));
}

export function presentFinding({ exitCode, ...finding }: CliFinding) {
  return { ...finding, isFine: exitCode === EXIT.ok };
}
