import { expect, it } from 'vitest';
import { API_OPERATIONS, type Operation } from '../../../../src/bridge/http/api-contract.ts';
import { SETUP_CODE_DOCUMENT } from '../../../../src/bridge/ledger/users.ts';
import { Secret } from '../../../../src/bridge/settings/secret.ts';
import { sealMailPassword } from '../../../../src/bridge/settings/stored-secrets.ts';
import { buildSalesOrder } from '../../../fixtures/otto/index.ts';
import { startHttpWorld } from '../http-world.ts';
import { openBrowser } from './browser.ts';
import { addPerson, PASSWORD } from './people.ts';

const MAIL_PASSWORD = 'marker-of-the-mail-password';

/** Each shows one secret of its own to who may configure, once, as it says in its summary. */
const SHOWING: readonly string[] = ['createToken', 'showNoticeSecret'];

it('no answer of any operation and no log line holds a secret', async () => {
  const world = await startHttpWorld((settings, _world, bridge) => ({
    ...settings,
    notifications: {
      ...settings.notifications,
      mail: {
        host: 'smtp.shop.example',
        port: 587,
        security: 'starttls',
        user: 'mailer',
        from: 'bridge@shop.example',
        to: ['owner@shop.example'],
        password: sealMailPassword(new Secret(MAIL_PASSWORD), bridge.key),
      },
    },
  }));
  const { bridge, service, watch } = world;
  const { key, ledger, access } = bridge;
  for (const label of ['session-cookies', 'outgoing-webhook', 'shop-webhook'])
    watch.secrets.add(key.derive(label).reveal());
  watch.secrets.add(MAIL_PASSWORD).add(service.setupCode?.reveal() ?? '');
  const codeHash = (await ledger.readDocument(SETUP_CODE_DOCUMENT))?.text ?? '';
  watch.secrets.add(codeHash);
  world.otto.addOrder(buildSalesOrder());
  const { importRunId } = await world.importAll();
  await addPerson(world, 'anna', 'configure');
  const browser = openBrowser(service.url);
  await browser.logIn('anna', PASSWORD);
  for (const user of await access.users.list()) watch.secrets.add(user.password_hash);
  for (const token of await ledger.listApiTokens()) watch.secrets.add(token.token_hash);
  const settings = await bridge.settings.load();
  for (const [, sealed] of JSON.stringify(settings).matchAll(/"sealed":"([^"]+)"/g)) {
    if (sealed !== undefined) watch.secrets.add(sealed);
  }
  expect(watch.secrets.size).toBeGreaterThan(12);

  const [order] = await ledger.listSalesOrders({ limit: 1 });
  const known: Record<string, string | undefined> = {
    accountId: 'main',
    salesOrderId: order?.sales_order_id,
    importRunId,
    incidentId: '1',
  };
  const pathOf = ({ path }: Operation) =>
    path.replace(/:([A-Za-z]+)/g, (_param, name: string) => known[name] ?? 'x');
  const operations: [string, Operation][] = Object.entries(API_OPERATIONS);
  let answered = 0;
  for (const [name, operation] of operations) {
    if (SHOWING.includes(name) || name === 'logOut') continue;
    const method = operation.method.toUpperCase();
    const body = method === 'GET' ? undefined : {};
    const { status } = await browser.call(pathOf(operation), { method, body });
    if (status === 200 || status === 202) answered += 1;
  }
  expect(answered).toBeGreaterThan(15);
  watch.seen.push(...browser.seen.map((text) => text.replaceAll(browser.cookie ?? '\0', '')));
  watch.assertNoneSeen();
});

it('shows a token once, and a wrong password never', async () => {
  const world = await startHttpWorld();
  await addPerson(world, 'anna', 'configure');
  const browser = openBrowser(world.service.url);
  const mistaken = 'marker-of-a-mistaken-password';
  world.watch.secrets.add(mistaken);
  const body = { name: mistaken, password: mistaken };
  await browser.call('/api/v1/session', { body });
  await browser.logIn('anna', PASSWORD);
  const made = await browser.call('/api/v1/tokens', { body: { name: 'ERP', role: 'view' } });
  const { token } = API_OPERATIONS.createToken.answer.parse(made.json);
  world.watch.secrets.add(token);
  for (const path of ['/api/v1/tokens', '/api/v1/audit', '/api/v1/users']) {
    const { json } = await browser.call(path);
    world.watch.seen.push(JSON.stringify(json));
  }
  world.watch.assertNoneSeen();
});
