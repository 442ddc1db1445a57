import { CommanderError } from 'commander';
import { loadConfig } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { loadManifest } from '../manifest.ts';
import { openFileSettings } from '../settings/settings-store.ts';
import { sayingOf } from '../words/owner-words.ts';
import type { Language } from '../words/saying.ts';
import { type CliIo, createCliContext } from './cli-context.ts';
import { EXIT, type ExitCode, exitCodeOfError } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { CLI_WORDS } from './cli-words.ts';

/** Runs one command line and returns its exit code; nothing it does throws. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const language = await languageOf(argv, io);
  const context = createCliContext(io, language, argv.includes('--json'));
  try {
    const { version } = await loadManifest();
    let exitCode: ExitCode = EXIT.ok;
    const program = createProgram(context, version, (code) => {
      exitCode = code;
    });
    for (const command of [
      program,
      ...program.commands,
      ...program.commands.flatMap((c) => c.commands),
    ]) {
      command.configureOutput({ writeOut: io.out, writeErr: io.err });
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.wrongCall;
    io.err(`${sentenceOf(language, error)}\n`);
    return exitCodeOfError(error);
  }
}

function sentenceOf(language: Language, error: unknown): string {
  if (error instanceof ConfigError) {
    const saying = sayingOf(language, error.code, error.params);
    return [saying.what, saying.follows, saying.todo].filter(Boolean).join(' ');
  }
  const message = error instanceof Error ? error.message : String(error);
  return CLI_WORDS[language].unexpected(message);
}

/** `--lang`, else BRIDGE_LANG, else the owner's setting, else German. */
async function languageOf(argv: readonly string[], io: CliIo): Promise<Language> {
  const flag = argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const asked =
    flag ?? argv[argv.indexOf('--lang') + 1 || argv.length] ?? io.environment.BRIDGE_LANG;
  if (asked === 'de' || asked === 'en') return asked;
  try {
    const config = loadConfig(io.environment);
    return (await (await openFileSettings(config.dataFolder)).load()).language;
  } catch {
    return 'de';
  }
}
