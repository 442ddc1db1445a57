import { type ReturnPool, returnNumberAt } from '../../mapping/carriers/return-number.ts';
import type { LedgerDatabase } from './database.ts';
import type { ParcelInLedger } from './transmission-rows.ts';

/** A parcel whose return number is to be taken from a pool; the first parcel is number 1. */
export type NumberToReserve = { parcelNo: number; pool: ReturnPool };

/** So many numbers of a pool are looked at together for one that is free. */
const LOOKED_AT = 200;
const DAY_MS = 86_400_000;

/** Names a pool by what makes its numbers: called otherwise, or made longer, it is the same pool. */
function poolKey({ carrier, prefix, digits, checkDigit, firstSerial }: ReturnPool): string {
  return [carrier, prefix, digits, checkDigit, firstSerial].join(':');
}

/**
 * The parcels of a report with numbers from the pools. What was reserved for the report before and is
 * in no parcel of it is taken first; no number is ever given to two reports.
 *
 * @returns undefined when a pool is empty: nothing was reserved then
 */
export async function reserveReturnNumbers(
  trx: LedgerDatabase,
  owner: { accountId: string; transmissionId: string },
  parcels: readonly ParcelInLedger[],
  reserve: readonly NumberToReserve[],
  now: string,
): Promise<ParcelInLedger[] | undefined> {
  const pools = new Map(reserve.map(({ pool }) => [poolKey(pool), pool]));
  const drawn = new Map<string, Drawn>();
  for (const [key, pool] of [...pools].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const wanted = reserve.filter((one) => poolKey(one.pool) === key).length;
    const kept = await keptNumbers(trx, owner.transmissionId, key, parcels);
    const draw = await drawNumbers(trx, key, pool, wanted - kept.length);
    if (draw === undefined) return undefined;
    drawn.set(key, { kept: kept.slice(0, wanted), ...draw });
  }
  for (const [key, { fresh, nextSerial }] of drawn) {
    const pool = pools.get(key);
    if (pool === undefined || fresh.length === 0) continue;
    const taken = await keepNumbers(trx, owner, pool.carrier, fresh, key, now);
    // Written by hand on another parcel at this very moment: nothing of this stands, the next try does.
    if (taken < fresh.length)
      throw new Error('A return number was given away while it was reserved');
    await trx
      .updateTable('return_pools')
      .set({ next_serial: nextSerial })
      .where('pool_key', '=', key)
      .execute();
  }
  const numbers = new Map([...drawn].map(([key, { kept, fresh }]) => [key, [...kept, ...fresh]]));
  const numbered = new Map(
    reserve.map(({ parcelNo, pool }) => [
      parcelNo,
      { returnCarrier: pool.carrier, returnNumber: numbers.get(poolKey(pool))?.shift() },
    ]),
  );
  return parcels.map((parcel, index) => ({ ...parcel, ...numbered.get(index + 1) }));
}

type Drawn = { kept: string[]; fresh: string[]; nextSerial: number };

/** Numbers reserved for the report once that stand in none of its parcels. */
async function keptNumbers(
  trx: LedgerDatabase,
  transmissionId: string,
  key: string,
  parcels: readonly ParcelInLedger[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('return_numbers')
    .select('number')
    .where('transmission_id', '=', transmissionId)
    .where('pool_key', '=', key)
    .orderBy('reserved_at')
    .orderBy('number')
    .execute();
  const inUse = new Set(parcels.map(({ returnNumber }) => returnNumber));
  return rows.map((row) => row.number).filter((number) => !inUse.has(number));
}

/** Finds the next free numbers and holds the pool, so that nobody else finds the same. */
async function drawNumbers(
  trx: LedgerDatabase,
  key: string,
  pool: ReturnPool,
  wanted: number,
): Promise<{ fresh: string[]; nextSerial: number } | undefined> {
  const fresh: string[] = [];
  if (wanted <= 0) return { fresh, nextSerial: 0 };
  let serial = await holdPool(trx, key, pool);
  while (fresh.length < wanted) {
    const candidates = serialsFrom(pool, serial).map((at) => returnNumberAt(pool, at));
    if (candidates.length === 0) return undefined;
    const used = await usedAmong(trx, pool.carrier, candidates);
    for (const number of candidates) {
      if (fresh.length === wanted) break;
      serial += 1;
      // One that somebody wrote on a parcel by hand is passed over.
      if (!used.has(number)) fresh.push(number);
    }
  }
  return { fresh, nextSerial: serial };
}

async function holdPool(trx: LedgerDatabase, key: string, pool: ReturnPool): Promise<number> {
  const held = await trx
    .insertInto('return_pools')
    .values({ pool_key: key, next_serial: pool.firstSerial })
    .onConflict((oc) =>
      oc
        .column('pool_key')
        .doUpdateSet((eb) => ({ next_serial: eb.ref('return_pools.next_serial') })),
    )
    .returning('next_serial')
    .executeTakeFirstOrThrow();
  return Number(held.next_serial);
}

function serialsFrom({ lastSerial }: ReturnPool, serial: number): number[] {
  const length = Math.max(0, Math.min(LOOKED_AT, lastSerial - serial + 1));
  return Array.from({ length }, (_, index) => serial + index);
}

async function usedAmong(
  trx: LedgerDatabase,
  carrier: string,
  numbers: readonly string[],
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('return_numbers')
    .select('number')
    .where('carrier', '=', carrier)
    .where('number', 'in', [...numbers])
    .execute();
  return new Set(rows.map((row) => row.number));
}

async function keepNumbers(
  trx: LedgerDatabase,
  { accountId, transmissionId }: { accountId: string; transmissionId: string },
  carrier: string,
  numbers: readonly string[],
  key: string | null,
  now: string,
): Promise<number> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('return_numbers')
    .values(
      numbers.map((number) => ({
        carrier,
        number,
        account_id: accountId,
        pool_key: key,
        transmission_id: transmissionId,
        reserved_at: now,
      })),
    )
    .onConflict((oc) => oc.columns(['carrier', 'number']).doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows);
}

/** Remembers return numbers that others gave to parcels, so that no pool gives them out again. */
export async function rememberReturnNumbers(
  trx: LedgerDatabase,
  owner: { accountId: string; transmissionId: string },
  parcels: readonly ParcelInLedger[],
  now: string,
): Promise<void> {
  for (const { returnCarrier, returnNumber } of parcels) {
    if (returnCarrier === undefined || returnNumber === undefined) continue;
    await keepNumbers(trx, owner, returnCarrier, [returnNumber], null, now);
  }
}

/** How many numbers a pool has left, and how many of them all accounts took lately. */
export async function countReturnPool(
  db: LedgerDatabase,
  pool: ReturnPool,
  now: string,
): Promise<{ left: number; usedInLast30Days: number }> {
  const key = poolKey(pool);
  const state = await db
    .selectFrom('return_pools')
    .select('next_serial')
    .where('pool_key', '=', key)
    .executeTakeFirst();
  const { used } = await db
    .selectFrom('return_numbers')
    .select((eb) => eb.fn.countAll().as('used'))
    .where('pool_key', '=', key)
    .where('reserved_at', '>', new Date(Date.parse(now) - 30 * DAY_MS).toISOString())
    .executeTakeFirstOrThrow();
  const next = state ? Number(state.next_serial) : pool.firstSerial;
  return { left: Math.max(0, pool.lastSerial - next + 1), usedInLast30Days: Number(used) };
}
