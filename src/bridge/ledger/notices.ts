import type { LedgerDatabase } from './database.ts';
import { causeKey } from './incidents.ts';
import type { NoticeChannel, NoticeKind } from './tables.ts';

/** A way to the owner that does not work: told on the other one alone. */
const NOT_SENT = 'notice-not-sent';

/** Something the owner is still to be told, with the incident as it stands now. */
export type DueNotice = {
  noticeId: number;
  kind: NoticeKind;
  cause: string;
  createdAt: string;
  attempts: number;
  incident: {
    incidentId: number;
    code: string;
    accountId: string | undefined;
    params: Record<string, string | number>;
    state: 'open' | 'resolved';
    openSince: string;
    orders: number;
  };
};

/**
 * Notes down what the owner has to be told about incidents, once for each channel: those open since
 * before `openedBefore`, those he was told of that are resolved, and, once more, those still open
 * since before `agedBefore`. Called again it finds nothing new.
 *
 * @returns how many notices were added
 */
export async function collectNotices(
  db: LedgerDatabase,
  rules: { channels: readonly NoticeChannel[]; openedBefore: string; agedBefore: string },
  now: string,
): Promise<number> {
  if (rules.channels.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    const opened = await trx
      .updateTable('incidents')
      .set({ noticed_state: 'open' })
      .where('state', '=', 'open')
      .where('noticed_state', 'is distinct from', 'open')
      .where((eb) => eb(eb.fn.coalesce('open_since', 'opened_at'), '<=', rules.openedBefore))
      .returning('cause')
      .execute();
    const resolved = await trx
      .updateTable('incidents')
      .set({ noticed_state: 'resolved' })
      .where('state', '=', 'resolved')
      .where('noticed_state', '=', 'open')
      .returning('cause')
      .execute();
    const ageing = await trx
      .updateTable('incidents')
      .set({ alarmed_at: now })
      .where('state', '=', 'open')
      .where('noticed_state', '=', 'open')
      .where('alarmed_at', 'is', null)
      .where((eb) => eb(eb.fn.coalesce('open_since', 'opened_at'), '<=', rules.agedBefore))
      .returning('cause')
      .execute();
    const fresh = new Set(opened.map(({ cause }) => cause));
    const told: [NoticeKind, string][] = [
      ...opened.map(({ cause }): [NoticeKind, string] => ['incident-opened', cause]),
      ...resolved.map(({ cause }): [NoticeKind, string] => ['incident-resolved', cause]),
      // What is told for the first time need not be told twice at once.
      ...ageing
        .filter(({ cause }) => !fresh.has(cause))
        .map(({ cause }): [NoticeKind, string] => ['incident-ageing', cause]),
    ];
    const rows = rules.channels.flatMap((channel) =>
      told
        .filter(([, cause]) => cause !== causeKey({ code: NOT_SENT, about: channel }))
        .map(([kind, cause]) => ({ channel, kind, cause, created_at: now, next_try_at: now })),
    );
    if (rows.length > 0) await trx.insertInto('notices').values(rows).execute();
    return rows.length;
  });
}

/** What is to leave on a channel by now, oldest first. */
export async function loadDueNotices(
  db: LedgerDatabase,
  channel: NoticeChannel,
  now: string,
  limit: number,
): Promise<DueNotice[]> {
  const rows = await db
    .selectFrom('notices')
    .innerJoin('incidents', 'incidents.cause', 'notices.cause')
    .select([
      'notice_id',
      'kind',
      'notices.cause',
      'created_at',
      'attempts',
      'incident_id',
      'code',
      'account_id',
      'params',
      'state',
      'opened_at',
      'open_since',
    ])
    .select((eb) =>
      eb
        .selectFrom('incident_orders')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('incident_orders.cause', '=', 'incidents.cause')
        .where('incident_orders.acknowledged_at', 'is', null)
        .as('orders'),
    )
    .where('channel', '=', channel)
    .where('next_try_at', '<=', now)
    .orderBy('notice_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    noticeId: row.notice_id,
    kind: row.kind,
    cause: row.cause,
    createdAt: row.created_at,
    attempts: row.attempts,
    incident: {
      incidentId: row.incident_id,
      code: row.code,
      accountId: row.account_id ?? undefined,
      // Written from `Cause.params` alone.
      params: JSON.parse(row.params) satisfies Record<string, string | number>,
      state: row.state,
      openSince: row.open_since ?? row.opened_at,
      orders: Number(row.orders ?? 0),
    },
  }));
}

/**
 * What became of some notices.
 *
 * @param end `nextTryAt` = tried again then; without it they are through, or given up when `fault` says why
 */
export async function settleNotices(
  db: LedgerDatabase,
  noticeIds: readonly number[],
  end: { sentAt?: string; fault?: string; nextTryAt?: string },
): Promise<void> {
  if (noticeIds.length === 0) return;
  await db
    .updateTable('notices')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      sent_at: end.sentAt ?? null,
      fault: end.fault ?? null,
      next_try_at: end.nextTryAt ?? null,
    }))
    .where('notice_id', 'in', [...noticeIds])
    .execute();
}

/** Forgets notices that are done with, older than a moment. */
export async function pruneNotices(db: LedgerDatabase, before: string): Promise<void> {
  await db
    .deleteFrom('notices')
    .where('created_at', '<', before)
    .where('next_try_at', 'is', null)
    .execute();
}
