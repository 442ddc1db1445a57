import { ConfigError } from '../errors.ts';
import type { NoticeChannel } from '../ledger/tables.ts';
import { NoticeFault } from '../notices/ports.ts';
import type { Params } from '../words/saying.ts';

/** Whether a test message left on one way; `problem` tells why not. */
export type NoticeTest = {
  channel: NoticeChannel;
  sent: boolean;
  problem: { code: 'notice-not-sent'; params: Params & { fault: string } } | null;
};

type TestSender = { channel: NoticeChannel; sendTest(signal: AbortSignal): Promise<void> };

/**
 * Sends a test message on every way to the owner that is set up.
 *
 * @throws ConfigError `notices-not-set-up`
 */
export async function testNotices(
  senders: readonly TestSender[],
  signal: AbortSignal,
): Promise<NoticeTest[]> {
  if (senders.length === 0) throw new ConfigError('notices-not-set-up', 'No notices are set up');
  const tests: NoticeTest[] = [];
  for (const sender of senders) {
    const { channel } = sender;
    try {
      await sender.sendTest(signal);
      tests.push({ channel, sent: true, problem: null });
    } catch (error) {
      if (!(error instanceof NoticeFault)) throw error;
      const { code: fault, statusCode } = error;
      const params = { channel, fault, ...(statusCode === undefined ? {} : { statusCode }) };
      tests.push({ channel, sent: false, problem: { code: 'notice-not-sent', params } });
    }
  }
  return tests;
}
