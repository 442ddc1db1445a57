import { z } from 'zod';
import { type Browser, openBrowser } from '../bridge/http/security/browser.ts';
import type { Balancer } from './balancer.ts';
import { PERSON } from './replica-world.ts';

const COMPARISON = '/api/v1/settings/comparison';
const SESSION = '/api/v1/session';
const REDUCTIONS = '/api/v1/price-reductions';
/** What the page says of a reduction that it will see to. */
const IS_TAKEN: readonly string[] = ['due', 'waits', 'known'];

const section = z.object({ version: z.string(), values: z.object({ reconcileDays: z.int() }) });

const reduction = z.object({ outcome: z.string() });

export type ReducedPiece = { salesOrderId: string; positionItemId: string };

/** Someone at the page, who is thrown out by nobody's death and whose settings stay as saved. */
export type PersonAtPage = {
  /** looks at the orders, and now and then saves a setting; what did not get through is tried again */
  act(): Promise<void>;
  /** gives part of a piece's price back, unless it can't be asked for now */
  reducePrice(piece: ReducedPiece): Promise<void>;
  /** the pieces whose reduction the page took */
  reduced: readonly ReducedPiece[];
  /** what went wrong, in words */
  complaints: string[];
  /** the newest value that the page said is saved */
  saved(): number | undefined;
  savedNow(): Promise<number | undefined>;
};

/** Logs in through the load balancer: somebody of the replicas makes the session. */
export async function logInPerson(balancer: Balancer): Promise<PersonAtPage> {
  const browser = openBrowser(balancer.url);
  await patiently(async () => {
    await browser.logIn(PERSON.name, PERSON.password);
    return { status: 200 };
  });
  const complaints: string[] = [];
  const reduced: ReducedPiece[] = [];
  let saved: number | undefined;
  let asked = 30;

  async function act(): Promise<void> {
    const orders = await patiently(() => browser.call('/api/v1/orders?limit=5'));
    if (orders.status !== 200) complaints.push(`orders: ${orders.status}`);
    const session = await patiently(() => browser.call(SESSION));
    if (!JSON.stringify(session.json).includes(PERSON.name)) complaints.push('session lost');
    await save();
  }

  async function save(): Promise<void> {
    const { version } = section.parse((await patiently(() => browser.call(COMPARISON))).json);
    asked = asked >= 300 ? 31 : asked + 1;
    const answer = await onceOrNot(browser, version, asked);
    if (answer === 200) saved = asked;
    // No answer: it is saved or not, and the page shows which. 409: it was, and the answer got lost.
    else if (answer === undefined || answer >= 500 || answer === 409 || answer === 412) {
      saved = await savedNow();
    } else complaints.push(`settings: ${answer}`);
  }

  async function savedNow(): Promise<number | undefined> {
    const { json } = await patiently(() => browser.call(COMPARISON));
    return section.parse(json).values.reconcileDays;
  }
  async function reducePrice(piece: ReducedPiece): Promise<void> {
    // Asked again after a lost answer it is the same intent.
    const body = { ...piece, amountCents: 100, requestId: piece.positionItemId };
    const { status, json } = await patiently(() => browser.call(REDUCTIONS, { body }));
    if (status !== 200) complaints.push(`reduction: ${status}`);
    else if (IS_TAKEN.includes(reduction.parse(json).outcome)) reduced.push(piece);
  }
  return { act, reducePrice, reduced, complaints, saved: () => saved, savedNow };
}

async function onceOrNot(
  browser: Browser,
  version: string,
  reconcileDays: number,
): Promise<number | undefined> {
  const call = { method: 'PUT', headers: { 'If-Match': `"${version}"` }, body: { reconcileDays } };
  return browser.call(COMPARISON, call).then(
    ({ status }) => status,
    () => undefined,
  );
}

/** A reload of the page: what a killed replica had in hand is simply asked again. */
async function patiently<Answer extends { status: number }>(
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return answer;
    if (attempt === 100) throw new Error('Nobody answered a hundred times');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
