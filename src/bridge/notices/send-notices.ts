import { DAY, HOUR, MINUTE } from '../clock.ts';
import type { DueNotice } from '../ledger/notices.ts';
import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { NoticeFault, type NoticeParts, type NoticeSender } from './ports.ts';

const AT_ONCE = 200;
/** A message that can't leave for so long is old news. */
const GIVE_UP_AFTER = DAY;
const KEPT_FOR = 30 * DAY;

export type NoticesResult =
  | { ran: false; why: 'notices-running' | 'notices-off' }
  | { ran: true; sent: number; failed: number };

/**
 * Tells the owner of incidents that came, went, or stay for long, on every channel that is set up. A
 * message may come twice after a crash, never not at all: each carries its own number.
 */
export async function sendNotices(
  parts: NoticeParts,
  rules: { afterMinutes: number; againAfterHours: number },
  options: { signal: AbortSignal; holderKind: 'service' | 'command' },
): Promise<NoticesResult> {
  const { ledger, clock, senders } = parts;
  if (senders.length === 0) return { ran: false, why: 'notices-off' };
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, 'notices', holder);
  if (!lease) return { ran: false, why: 'notices-running' };
  const keeper = leaseKeeper(parts, lease);
  const counts = { sent: 0, failed: 0 };
  const collectAndSend = async () => {
    const nowMs = clock.now().getTime();
    const ago = (ms: number) => new Date(nowMs - ms).toISOString();
    await ledger.pruneNotices(ago(KEPT_FOR));
    await ledger.collectNotices(
      {
        channels: senders.map(({ channel }) => channel),
        openedBefore: ago(rules.afterMinutes * MINUTE),
        agedBefore: ago(rules.againAfterHours * HOUR),
      },
      ago(0),
    );
    for (const sender of senders) {
      await keeper.keep();
      await sendOn(parts, sender, options.signal, counts);
    }
  };
  try {
    await keeper.fenced(collectAndSend);
    return { ran: true, ...counts };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

async function sendOn(
  parts: NoticeParts,
  sender: NoticeSender,
  signal: AbortSignal,
  counts: { sent: number; failed: number },
): Promise<void> {
  const { ledger, clock, logger } = parts;
  const { channel } = sender;
  const now = () => clock.now().toISOString();
  const { told, overtaken } = withoutOvertaken(
    await ledger.loadDueNotices(channel, now(), AT_ONCE),
  );
  await ledger.settleNotices(idsOf(overtaken), { fault: 'overtaken' });
  for (let start = 0; start < told.length; start += sender.atOnce) {
    signal.throwIfAborted();
    const some = told.slice(start, start + sender.atOnce);
    try {
      await sender.send(some, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof NoticeFault)) throw error;
      counts.failed += some.length;
      logger.warn('notice-not-sent', { channel, fault: error.code, statusCode: error.statusCode });
      const { code: fault, statusCode } = error;
      const params = { channel, fault, ...(statusCode === undefined ? {} : { statusCode }) };
      await ledger.openIncident(
        { code: 'notice-not-sent', about: channel, accountId: undefined, params },
        now(),
      );
      await putOff(parts, some, fault);
      return;
    }
    counts.sent += some.length;
    await ledger.settleNotices(idsOf(some), { sentAt: now() });
  }
  if (told.length > 0) await ledger.resolveIncidents(['notice-not-sent'], channel, now());
}

async function putOff(
  { ledger, clock }: NoticeParts,
  notices: readonly DueNotice[],
  fault: string,
) {
  const nowMs = clock.now().getTime();
  const isOld = (notice: DueNotice) => nowMs - Date.parse(notice.createdAt) >= GIVE_UP_AFTER;
  await ledger.settleNotices(idsOf(notices.filter(isOld)), { fault });
  const rest = notices.filter((notice) => !isOld(notice));
  const tries = Math.max(0, ...rest.map(({ attempts }) => attempts));
  const nextTryAt = new Date(nowMs + Math.min(HOUR, MINUTE * 2 ** tries)).toISOString();
  await ledger.settleNotices(idsOf(rest), { fault, nextTryAt });
}

/** Of each incident the last word; one that came and went before anybody was told is no news. */
function withoutOvertaken(notices: readonly DueNotice[]): {
  told: DueNotice[];
  overtaken: DueNotice[];
} {
  const told = [...Map.groupBy(notices, ({ cause }) => cause).values()].flatMap((ofOne) => {
    const last = ofOne.at(-1);
    const isUntold = ofOne.some(({ kind }) => kind === 'incident-opened');
    return last === undefined || (isUntold && last.kind === 'incident-resolved') ? [] : [last];
  });
  return { told, overtaken: notices.filter((notice) => !told.includes(notice)) };
}

function idsOf(notices: readonly DueNotice[]): number[] {
  return notices.map(({ noticeId }) => noticeId);
}
