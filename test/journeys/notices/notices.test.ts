import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { notificationsSchema } from '../../../src/bridge/settings/notification-schema.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { sealMailPassword } from '../../../src/bridge/settings/stored-secrets.ts';

import { eachDatabase } from '../../databases.ts';
import { DAY, HOUR, MINUTE, startWorld, type World } from '../support/world.ts';
import { type Mailbox, startMailbox, startWebAddress } from './receivers.ts';

const CAUSE = {
  code: 'shop-unavailable',
  about: 'shop',
  accountId: undefined,
  params: { statusCode: 503 },
};

function tell(world: World) {
  return world.bridge.sendNotices({
    signal: new AbortController().signal,
    holderKind: 'service',
  });
}

async function tellAfter(world: World, ms: number) {
  await world.clock.advance(ms);
  return tell(world);
}

const now = (world: World) => world.clock.now().toISOString();
const open = (world: World, cause = CAUSE) => world.bridge.ledger.openIncident(cause, now(world));
const resolve = (world: World) =>
  world.bridge.ledger.resolveIncidents([CAUSE.code], CAUSE.about, now(world));

async function setUp(
  world: World,
  ways: { mailbox?: Mailbox; webhookUrl?: string; withLogin?: boolean },
): Promise<void> {
  const { mailbox, webhookUrl, withLogin = false } = ways;
  await world.update((settings) => ({
    ...settings,
    language: 'en',
    notifications: notificationsSchema.parse({
      webhookUrl: webhookUrl ?? null,
      mail: mailbox
        ? {
            host: '127.0.0.1',
            port: mailbox.port,
            security: 'none',
            from: 'bridge@shop.example',
            to: ['owner@shop.example'],
            ...(withLogin && {
              user: 'owner',
              password: sealMailPassword(new Secret('mail-secret-1'), world.bridge.key),
            }),
          }
        : null,
    }),
  }));
}

const contentOf = (mail: string | undefined) =>
  Buffer.from((mail ?? '').replace(/=\r?\n/g, ''), 'utf8').toString();

eachDatabase('notices to the owner', ({ kind: database }) => {
  it('mail an incident once it has stayed for ten minutes, and its end', async () => {
    const world = await startWorld({ database });
    const mailbox = await startMailbox();
    await setUp(world, { mailbox });
    await open(world);
    await tellAfter(world, 9 * MINUTE);
    expect(mailbox.mails).toHaveLength(0);
    await tellAfter(world, MINUTE);
    expect(mailbox.mails).toHaveLength(1);
    expect(contentOf(mailbox.mails[0])).toContain('Subject: OTTO Market: 1 new incident');
    expect(contentOf(mailbox.mails[0])).toContain('503');
    await tellAfter(world, MINUTE);
    expect(mailbox.mails).toHaveLength(1);
    await resolve(world);
    await tellAfter(world, MINUTE);
    expect(contentOf(mailbox.mails[1])).toContain('Subject: OTTO Market: 1 incident resolved');
    expect(mailbox.mails).toHaveLength(2);
  });

  it('say nothing of an incident that ends by itself before its ten minutes', async () => {
    const world = await startWorld({ database });
    const mailbox = await startMailbox();
    await setUp(world, { mailbox });
    await open(world);
    await tellAfter(world, 5 * MINUTE);
    await resolve(world);
    await tellAfter(world, HOUR);
    expect(mailbox.mails).toHaveLength(0);
  });

  it('count the ten minutes anew when an incident comes back', async () => {
    const world = await startWorld({ database });
    const mailbox = await startMailbox();
    await setUp(world, { mailbox });
    await open(world);
    await resolve(world);
    await world.clock.advance(HOUR);
    await open(world);
    await tellAfter(world, 9 * MINUTE);
    expect(mailbox.mails).toHaveLength(0);
    await tellAfter(world, MINUTE);
    expect(mailbox.mails).toHaveLength(1);
  });

  it('raise the alarm once when an incident stays open for a day', async () => {
    const world = await startWorld({ database });
    const mailbox = await startMailbox();
    await setUp(world, { mailbox });
    await open(world);
    await tellAfter(world, HOUR);
    await tellAfter(world, 22 * HOUR);
    expect(mailbox.mails).toHaveLength(1);
    await tellAfter(world, HOUR);
    expect(contentOf(mailbox.mails[1])).toContain('Subject: OTTO Market: 1 incident still open');
    await tellAfter(world, 2 * DAY);
    expect(mailbox.mails).toHaveLength(2);
  });

  it('put what is due into one mail, each incident with what to do', async () => {
    const world = await startWorld({ database });
    const mailbox = await startMailbox();
    await setUp(world, { mailbox });
    await open(world);
    await open(world, { ...CAUSE, code: 'otto-unavailable', about: 'main' });
    await tellAfter(world, HOUR);
    expect(mailbox.mails).toHaveLength(1);
    expect(contentOf(mailbox.mails[0])).toContain('2 new incidents');
  });

  it('sign what they tell the web address, so that it can check who speaks', async () => {
    const world = await startWorld({ database });
    const address = await startWebAddress();
    await setUp(world, { webhookUrl: address.url });
    await open(world);
    await tellAfter(world, HOUR);
    const { headers = {}, body = '' } = address.received[0] ?? {};
    const secret = new Webhook(world.bridge.noticeSecret().reveal());
    // The library refuses old messages by the machine's clock; ours is another one.
    const sentAt = new Date(Number(headers['webhook-timestamp']) * 1_000);
    expect(headers['webhook-signature']).toBe(
      secret.sign(headers['webhook-id'] ?? '', sentAt, body),
    );
    expect(JSON.parse(body)).toMatchObject({
      type: 'incident-opened',
      data: { code: 'shop-unavailable', state: 'open', orders: 0 },
    });
    expect(Math.abs(sentAt.getTime() - world.clock.now().getTime())).toBeLessThan(MINUTE);
  });

  it('try again when the mail server is away, and say so in an incident until it is back', async () => {
    const world = await startWorld({ database });
    const mailbox = await startMailbox();
    await setUp(world, { mailbox });
    await open(world);
    mailbox.refuse = 'recipients';
    expect(await tellAfter(world, HOUR)).toEqual({ ran: true, sent: 0, failed: 1 });
    const told = (await world.openIncidents()).find(({ code }) => code === 'notice-not-sent');
    expect(JSON.parse(told?.params ?? '{}')).toMatchObject({ fault: 'address-refused' });
    expect(await tell(world)).toEqual({ ran: true, sent: 0, failed: 0 });
    mailbox.refuse = 'nothing';
    expect(await tellAfter(world, HOUR)).toMatchObject({ sent: 1 });
    expect(mailbox.mails).toHaveLength(1);
    expect((await world.openIncidents()).map(({ code }) => code)).toEqual(['shop-unavailable']);
  });

  it('give a message up after a day of trying', async () => {
    const world = await startWorld({ database });
    const address = await startWebAddress();
    address.statusCode = 500;
    await setUp(world, { webhookUrl: address.url });
    await open(world);
    await tellAfter(world, HOUR);
    await resolve(world);
    for (let hour = 0; hour < 30; hour += 1) await tellAfter(world, HOUR);
    address.statusCode = 204;
    await tellAfter(world, HOUR);
    expect(address.received.map(({ body }) => JSON.parse(body).data.code)).not.toContain(
      'shop-unavailable',
    );
  });

  it('log in with the sealed password, and name a refused login without showing it', async () => {
    const world = await startWorld({ database });
    const mailbox = await startMailbox({ withLogin: true });
    await setUp(world, { mailbox, withLogin: true });
    await open(world);
    await tellAfter(world, HOUR);
    expect(mailbox.mails).toHaveLength(1);
    mailbox.refuse = 'login';
    await resolve(world);
    await tellAfter(world, HOUR);
    const told = (await world.openIncidents()).find(({ code }) => code === 'notice-not-sent');
    expect(JSON.parse(told?.params ?? '{}')).toMatchObject({ fault: 'login-refused' });
    expect(JSON.stringify([world.log, told])).not.toContain('mail-secret-1');
  });

  it('send the same message under the same number when a crash hid that it left', async () => {
    const world = await startWorld({ database });
    const address = await startWebAddress();
    await setUp(world, { webhookUrl: address.url });
    await open(world);
    await world.clock.advance(HOUR);
    const { ledger } = world.bridge;
    await ledger.collectNotices(
      { channels: ['webhook'], openedBefore: now(world), agedBefore: '2000-01-01T00:00:00.000Z' },
      now(world),
    );
    const [sender] = await world.bridge.noticeSenders();
    const due = await ledger.loadDueNotices('webhook', now(world), 10);
    await sender?.send(due, new AbortController().signal);
    await tell(world);
    const ids = address.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('tell of a mail server that is away on the web address', async () => {
    const world = await startWorld({ database });
    const mailbox = await startMailbox();
    const address = await startWebAddress();
    await setUp(world, { mailbox, webhookUrl: address.url });
    mailbox.refuse = 'recipients';
    await open(world);
    await tellAfter(world, HOUR);
    await tellAfter(world, HOUR);
    expect(address.received.map(({ body }) => JSON.parse(body).data.code)).toEqual([
      'shop-unavailable',
      'notice-not-sent',
    ]);
  });

  it('do nothing while no way to the owner is set up', async () => {
    const world = await startWorld({ database });
    await open(world);
    expect(await tellAfter(world, HOUR)).toEqual({ ran: false, why: 'notices-off' });
  });
});
