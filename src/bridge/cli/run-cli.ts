import { type Command, CommanderError } from 'commander';
import { loadManifest } from '../manifest.ts';
import { CallFault } from './call-fault.ts';
import { type CliContext, type CliIo, createCliContext } from './cli-context.ts';
import { commandLine } from './command-hints.ts';
import { callFaultFrom, pathOf } from './commander-language.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { languageOf } from './language-of.ts';
import { wrap } from './layout.ts';
import { createProgram } from './program.ts';
import { type Told, tellError, toldText } from './tell-fault.ts';

/**
 * Runs one command line and returns its exit code; nothing it does throws. With `--json` exactly one
 * document is written to `out`: the command's answer, or `{ "error": … }`.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const context = createCliContext(io, await languageOf(argv, io), argv.includes('--json'));
  let program: Command | undefined;
  try {
    const { version } = await loadManifest();
    let exitCode: ExitCode = EXIT.ok;
    program = createProgram(context, version, (code) => {
      exitCode = code;
    });
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const isStopped = io.signal.aborted && error === io.signal.reason;
    const fault = isStopped ? new CallFault('cancelled') : faultFrom(error);
    const help = program && commandLine(`${pathOf(commandOf(program, argv))}--help`);
    return report(context, tellError(context.language, fault), help);
  }
}

function faultFrom(error: unknown): unknown {
  return error instanceof CommanderError ? callFaultFrom(error) : error;
}

/** @param help the call that explains the command, for calls that were not understood */
function report(context: CliContext, told: Told, help: string | undefined): ExitCode {
  const exitCode = exitCodeOf(told.code);
  const isAboutCall = exitCode === EXIT.wrongCall && told.todo?.endsWith(':');
  const command = told.command ?? (isAboutCall ? (help ?? null) : null);
  const { io, isJson, width } = context;
  if (isJson) context.json({ error: { ...told, command, exitCode } });
  else io.err(`${wrap(toldText({ ...told, command }), Math.min(width, 100))}\n`);
  return exitCode;
}

/** The command that was meant, as far as it can be told. */
function commandOf(parent: Command, argv: readonly string[]): Command {
  const [word, ...rest] = argv.filter((text) => !text.startsWith('-'));
  const command = parent.commands.find((known) => known.name() === word);
  return command ? commandOf(command, rest) : parent;
}
