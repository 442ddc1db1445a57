import { ConfigError } from '../errors.ts';
import { CallFault } from './call-fault.ts';
import type { CliContext } from './cli-context.ts';

/**
 * A secret from its option, its environment variable, or typed in without being shown.
 *
 * @throws ConfigError `secret-needed` when none of these gives one
 */
export async function askSecret(
  { io, words }: CliContext,
  secret: {
    given: string | undefined;
    variable: 'WOO_SECRET' | 'OTTO_SECRET' | 'MAIL_PASSWORD';
    what: 'consumerSecret' | 'clientSecret' | 'mailPassword';
  },
): Promise<string> {
  const what = words.askSecret[secret.what];
  const known =
    secret.given ||
    io.environment[secret.variable] ||
    (io.isTerminal ? await io.askHidden(`${what}: `) : '');
  if (known.trim() !== '') return known.trim();
  throw new ConfigError('secret-needed', `${what} is missing`, {
    params: { what, variable: secret.variable },
  });
}

/** The passphrase of an export: as given, or typed in. Undefined = without secrets. */
export async function askPassphrase(
  { io, words }: CliContext,
  options: { given: string | undefined; isNew: boolean },
): Promise<string | undefined> {
  const given = options.given || io.environment.BRIDGE_PASSPHRASE;
  if (given) return given;
  if (!io.isTerminal) return undefined;
  const typed = await io.askHidden(options.isNew ? words.askNewPassphrase : words.askPassphrase);
  if (typed === '') return undefined;
  if (options.isNew && (await io.askHidden(words.askPassphraseAgain)) !== typed) {
    throw new CallFault('passphrases-differ');
  }
  return typed;
}
