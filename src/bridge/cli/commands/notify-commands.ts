import { ConfigError } from '../../errors.ts';
import { testNotices } from '../../set-up/test-notices.ts';
import { mailServerSchema } from '../../settings/notification-schema.ts';
import { schemaProblems } from '../../settings/schema-problems.ts';
import { Secret } from '../../settings/secret.ts';
import { sealMailPassword } from '../../settings/stored-secrets.ts';
import { askSecret } from '../ask-secret.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { tell, toldText } from '../tell-fault.ts';

export type MailFlags = {
  host: string;
  port?: number;
  security?: string;
  user?: string;
  password?: string;
  from: string;
  to: string[];
};

/** `notify mail`: how mails to the owner leave. The password is asked for only where a user is named. */
export async function notifyMailCommand(context: CliContext, flags: MailFlags): Promise<ExitCode> {
  const { words } = context;
  const { password: given, ...entered } = flags;
  const parsed = mailServerSchema.safeParse(entered);
  if (!parsed.success) {
    throw new ConfigError('setting-invalid', 'Not a mail server', {
      params: { path: 'notifications.mail', problems: schemaProblems(parsed.error).join('; ') },
    });
  }
  const mail = parsed.data;
  const password =
    mail.user === ''
      ? undefined
      : await askSecret(context, { given, variable: 'MAIL_PASSWORD', what: 'mailPassword' });
  return context.withBridge(async (bridge) => {
    const { settings, key } = bridge;
    await settings.update((current) => ({
      ...current,
      notifications: {
        ...current.notifications,
        mail: {
          ...mail,
          password: password === undefined ? null : sealMailPassword(new Secret(password), key),
        },
      },
    }));
    await recordCommand(bridge, 'notify mail');
    context.json({ saved: true });
    context.say(words.notify.mailSaved(mail.to.join(', ')));
    context.sayCommand('notify test');
    return EXIT.ok;
  });
}

/** `notify off`: no mails any more. */
export async function notifyOffCommand(context: CliContext): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    await bridge.settings.update((current) => ({
      ...current,
      notifications: { ...current.notifications, mail: null },
    }));
    await recordCommand(bridge, 'notify off');
    context.json({ saved: true });
    context.say(context.words.notify.mailOff);
    return EXIT.ok;
  });
}

/** `notify secret`: what the owner's address checks our signatures with. */
export async function notifySecretCommand(context: CliContext): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const secret = bridge.noticeSecret().reveal();
    context.json({ secret });
    context.say(secret);
    return EXIT.ok;
  });
}

/** `notify test`: a message on every way that is set up, and whether it left. */
export async function notifyTestCommand(context: CliContext): Promise<ExitCode> {
  const { language, words, io } = context;
  return context.withBridge(async (bridge) => {
    const tests = await testNotices(await bridge.noticeSenders(), io.signal);
    const results = tests.map(({ channel, sent, problem }) => ({
      channel,
      sent,
      fault: problem?.params.fault ?? null,
    }));
    const exitCodes: ExitCode[] = [];
    for (const { channel, problem } of tests) {
      if (problem === null) context.say(`✓ ${words.notify.sent[channel]}`);
      else {
        context.say(`✗ ${toldText(tell(language, problem.code, problem.params))}`);
        exitCodes.push(exitCodeOf(problem.code));
      }
    }
    context.json({ items: results });
    return gravest(exitCodes);
  });
}
