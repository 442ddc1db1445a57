import { carrierSchema } from '../../mapping/carriers/carrier.ts';
import { normaliseTrackingNumber } from '../../mapping/carriers/tracking-number.ts';
import type { JudgeContext, TrackingUse } from '../../mapping/reporting/judge-context.ts';
import type { ShipmentWish, TransmissionState } from '../../mapping/reporting/transmission.ts';
import type { OrderFacts } from './order-facts.ts';
import type { ReportRun } from './report-run.ts';

/** States in which OTTO surely has a report. */
const AT_OTTO: readonly TransmissionState[] = ['accepted', 'confirmed'];

/** What is the same for all orders judged together: the owner's answers, and what is left. */
export type JudgedTogether = Pick<JudgeContext, 'carrierChoices' | 'deliveryTypes' | 'poolsLeft'>;

/** Reads what holds for all orders; good for the few that are judged right after. */
export async function loadJudgedTogether(
  run: Pick<ReportRun, 'ledger' | 'account' | 'now'>,
  skus: readonly string[],
): Promise<JudgedTogether> {
  const { ledger } = run;
  const { accountId, rules } = run.account;
  const choices = await ledger.loadCarrierChoices();
  const poolsLeft = new Map<string, number>();
  if (rules.returnSources.includes('pool')) {
    for (const pool of rules.returnPools) {
      poolsLeft.set(pool.id, (await ledger.countReturnPool(pool, run.now())).left);
    }
  }
  return {
    carrierChoices: new Map(
      [...choices].flatMap(([nameKey, word]) => {
        const carrier = carrierSchema.safeParse(word).data;
        return carrier === undefined ? [] : [[nameKey, carrier] as const];
      }),
    ),
    deliveryTypes: await ledger.loadDeliveryTypes(accountId, [...new Set(skus)]),
    poolsLeft,
  };
}

/** Everything the judge of one order's reports looks at. */
export async function judgeContext(
  run: Pick<ReportRun, 'ledger' | 'account' | 'now'>,
  facts: OrderFacts,
  wishes: readonly Pick<ShipmentWish, 'parcels'>[],
  together: JudgedTogether,
): Promise<JudgeContext> {
  const { ledger } = run;
  const excluding = { salesOrderId: facts.row.sales_order_id };
  const parcels = wishes.flatMap((wish) => wish.parcels);
  const numbers = parcels.flatMap(({ trackingNumber }) =>
    trackingNumber === undefined ? [] : [normaliseTrackingNumber(trackingNumber)],
  );
  const returnNumbers = parcels.flatMap(({ returnKey }) =>
    returnKey === undefined ? [] : [normaliseTrackingNumber(returnKey.number)],
  );
  return {
    pieces: facts.pieces,
    hasPackStop: facts.hasPackStop,
    rules: run.account.rules,
    now: run.now(),
    ...together,
    trackingUses: usesFor(facts, await usesOf(ledger.findTrackingUses, numbers, excluding)),
    sentNumbers: await sentNumbers(run, facts, numbers),
    returnUses: usesFor(facts, await usesOf(ledger.findReturnUses, returnNumbers, excluding)),
  };
}

/** Of these numbers, those the order's own reports told OTTO of already. */
async function sentNumbers(
  { ledger, account }: Pick<ReportRun, 'ledger' | 'account'>,
  { row }: OrderFacts,
  numbers: readonly string[],
): Promise<Set<string>> {
  if (numbers.length === 0) return new Set();
  const ids = [row.sales_order_id];
  const reports = await ledger.loadTransmissionsOf(account.accountId, ids);
  const sent = (reports.get(row.sales_order_id) ?? []).filter(
    ({ kind, state }) => kind === 'shipment' && AT_OTTO.includes(state),
  );
  return new Set(
    sent.flatMap(({ parcels }) => parcels.flatMap(({ trackingNumber }) => trackingNumber ?? [])),
  );
}

type Uses = Awaited<ReturnType<ReportRun['ledger']['findTrackingUses']>>;

async function usesOf(
  find: (numbers: string[], excluding: { salesOrderId: string }) => Promise<Uses>,
  numbers: readonly string[],
  excluding: { salesOrderId: string },
): Promise<Uses> {
  return numbers.length === 0 ? new Map() : find([...new Set(numbers)], excluding);
}

function usesFor(facts: OrderFacts, uses: Uses): Map<string, TrackingUse[]> {
  const { addresses: own } = facts;
  return new Map(
    [...uses].map(([number, ofOthers]) => [
      number,
      ofOthers.map(({ salesOrderId, orderNumber, addresses, usedAt }) => ({
        salesOrderId,
        orderNumber,
        usedAt,
        isSameRecipient: own !== undefined && own === addresses,
      })),
    ]),
  );
}
