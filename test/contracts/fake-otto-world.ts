import { onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  type FakeOtto,
  type FakeOttoOptions,
  startFakeOtto,
  usualCredentials,
} from '../fakes/otto/index.ts';
import { buildSalesOrder, type SalesOrderOverrides } from '../fixtures/otto/index.ts';

export const START = Date.parse('2026-03-02T10:00:00.000Z');
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

const errorList = z.object({
  errors: z.array(z.looseObject({ title: z.string().optional(), detail: z.string().optional() })),
});

/** What came of a call. */
export type Answered = { status: number; body: unknown };

/** A fake OTTO with a clock that stands until it is moved, and calls to it with every scope. */
export type OttoWorld = {
  otto: FakeOtto;
  /** lets time pass at OTTO */
  wait(ms: number): void;
  get(path: string, scopes?: string[]): Promise<Answered>;
  post(path: string, body: unknown, scopes?: string[]): Promise<Answered>;
  /** the raw answer, for what is not JSON */
  fetch(path: string, scopes?: string[]): Promise<Response>;
  /** an order in OTTO with its pieces' ids; by default three equal pieces that were sent */
  order(overrides?: SalesOrderOverrides): { salesOrderId: string; pieces: string[] };
};

/** Ends with the test. */
export async function startOttoWorld(options: FakeOttoOptions = {}): Promise<OttoWorld> {
  let nowMs = START;
  const otto = await startFakeOtto({ now: () => new Date(nowMs), ...options });
  onTestFinished(() => otto.stop());
  const send = (path: string, init: RequestInit, scopes = usualCredentials.scopes) => {
    const { accessToken } = otto.state.tokens.issue('test', scopes, nowMs, 1800);
    const headers = {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
    };
    return fetch(`${otto.url}${path}`, { ...init, headers });
  };
  return {
    otto,
    wait: (ms) => {
      nowMs += ms;
    },
    get: async (path, scopes) => answered(await send(path, {}, scopes)),
    post: async (path, body, scopes) => {
      const init = { method: 'POST', body: JSON.stringify(body) };
      return answered(await send(path, init, scopes));
    },
    fetch: (path, scopes) => send(path, {}, scopes),
    order: (overrides = {}) => {
      const trackingInfo = { carrier: 'DHL', trackingNumber: '00340434161094000000' };
      const sent = { fulfillmentStatus: 'SENT', trackingInfo };
      const order = buildSalesOrder({
        seed: 'sent',
        positionItems: [sent, sent, sent],
        ...overrides,
      });
      otto.addOrder(order);
      return {
        salesOrderId: order.salesOrderId,
        pieces: order.positionItems.map((piece) => piece.positionItemId),
      };
    },
  };
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, body };
}

/** Status and titles of a refusal in OTTO's error format. */
export async function refusalOf(answer: Promise<Answered>): Promise<(number | string)[]> {
  const { status, body } = await answer;
  return [status, ...errorList.parse(body).errors.map(({ title = '' }) => title)];
}

/** Where the next page is, if there is one. */
export function nextOf({ body }: Answered): string | undefined {
  const links = z.array(z.object({ href: z.string(), rel: z.string() }));
  const page = z.object({ links }).parse(body);
  return page.links.find(({ rel }) => rel === 'next')?.href;
}
