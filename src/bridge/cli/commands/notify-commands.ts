import { ConfigError } from '../../errors.ts';
import { NoticeFault } from '../../notices/ports.ts';
import { mailServerSchema } from '../../settings/notification-schema.ts';
import { schemaProblems } from '../../settings/schema-problems.ts';
import { Secret } from '../../settings/secret.ts';
import { sealMailPassword } from '../../settings/stored-secrets.ts';
import { askSecret } from '../ask-secret.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
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
  return context.withBridge(async ({ settings, key }) => {
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
    context.json({ saved: true });
    context.say(words.notify.mailSaved(mail.to.join(', ')));
    context.sayCommand('notify test');
    return EXIT.ok;
  });
}

/** `notify off`: no mails any more. */
export async function notifyOffCommand(context: CliContext): Promise<ExitCode> {
  return context.withBridge(async ({ settings }) => {
    await settings.update((current) => ({
      ...current,
      notifications: { ...current.notifications, mail: null },
    }));
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
    const senders = await bridge.noticeSenders();
    if (senders.length === 0) throw new ConfigError('notices-not-set-up', 'No notices are set up');
    const results: { channel: string; sent: boolean; fault: string | null }[] = [];
    const exitCodes: ExitCode[] = [];
    for (const sender of senders) {
      const { channel } = sender;
      try {
        await sender.sendTest(io.signal);
        results.push({ channel, sent: true, fault: null });
        context.say(`✓ ${words.notify.sent[channel]}`);
      } catch (error) {
        if (!(error instanceof NoticeFault)) throw error;
        const { code: fault, statusCode } = error;
        const params = { channel, fault, ...(statusCode === undefined ? {} : { statusCode }) };
        results.push({ channel, sent: false, fault });
        context.say(`✗ ${toldText(tell(language, 'notice-not-sent', params))}`);
        exitCodes.push(exitCodeOf('notice-not-sent'));
      }
    }
    context.json({ items: results });
    return gravest(exitCodes);
  });
}
