import type { LedgerDatabase } from './database.ts';

export type AccountState = { cursorAt: string | undefined; wideRunOn: string | undefined };

/** How far the import of an account has come; a new account has come nowhere. */
export async function loadAccountState(
  db: LedgerDatabase,
  accountId: string,
): Promise<AccountState> {
  const row = await db
    .selectFrom('account_states')
    .select(['cursor_at', 'wide_run_on'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return { cursorAt: row?.cursor_at ?? undefined, wideRunOn: row?.wide_run_on ?? undefined };
}

/** Moves the cursor forward, never back: a run over an old range must not lose the present. */
export async function saveCursor(
  db: LedgerDatabase,
  accountId: string,
  moved: { cursorAt: string | undefined; wideRunOn: string | undefined },
): Promise<void> {
  await db
    .insertInto('account_states')
    .values({
      account_id: accountId,
      cursor_at: moved.cursorAt ?? null,
      wide_run_on: moved.wideRunOn ?? null,
      rules_fingerprint: null,
    })
    .onConflict((oc) =>
      oc.column('account_id').doUpdateSet((eb) => ({
        cursor_at: eb
          .case()
          .when('account_states.cursor_at', '>=', eb.ref('excluded.cursor_at'))
          .then(eb.ref('account_states.cursor_at'))
          .else(eb.fn.coalesce('excluded.cursor_at', 'account_states.cursor_at'))
          .end(),
        wide_run_on: eb.fn.coalesce('excluded.wide_run_on', 'account_states.wide_run_on'),
      })),
    )
    .execute();
}

/**
 * When the owner's rules changed since the waiting orders were planned, lets every waiting order be
 * looked at again: the switch for announced orders empties the backlog, a corrected status mapping
 * frees what was held for it.
 *
 * @returns how many orders will be looked at
 */
export async function wakeWaitingOrders(
  db: LedgerDatabase,
  accountId: string,
  rulesFingerprint: string,
  now: string,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const state = await trx
      .selectFrom('account_states')
      .select('rules_fingerprint')
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (state?.rules_fingerprint === rulesFingerprint) return 0;
    await trx
      .insertInto('account_states')
      .values({
        account_id: accountId,
        cursor_at: null,
        wide_run_on: null,
        rules_fingerprint: rulesFingerprint,
      })
      .onConflict((oc) =>
        oc.column('account_id').doUpdateSet({ rules_fingerprint: rulesFingerprint }),
      )
      .execute();
    const woken = await trx
      .updateTable('sales_orders')
      .set({ next_look_at: now })
      .where('account_id', '=', accountId)
      .where((eb) =>
        eb.or([
          eb('import_state', 'in', ['backlog', 'held']),
          eb.and([eb('import_state', '=', 'imported'), eb('reason', 'is not', null)]),
        ]),
      )
      .executeTakeFirst();
    return Number(woken.numUpdatedRows);
  });
}

/** Fingerprint of the shipping rules the waiting reports were last judged under; undefined = never. */
export async function loadReportsFingerprint(
  db: LedgerDatabase,
  accountId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('account_states')
    .select('reports_fingerprint')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.reports_fingerprint ?? undefined;
}

/** To be saved once all that waits was woken. */
export async function saveReportsFingerprint(
  db: LedgerDatabase,
  accountId: string,
  fingerprint: string,
): Promise<void> {
  await db
    .insertInto('account_states')
    .values({ account_id: accountId, reports_fingerprint: fingerprint })
    .onConflict((oc) => oc.column('account_id').doUpdateSet({ reports_fingerprint: fingerprint }))
    .execute();
}
