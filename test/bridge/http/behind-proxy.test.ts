import { expect, it } from 'vitest';
import { API_OPERATIONS, session } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld, until } from './http-world.ts';
import { buildPage, SCRIPT } from './page-build.ts';
import { startPrefixProxy } from './prefix-proxy.ts';
import { addPerson, PASSWORD } from './security/people.ts';

const PREFIX = '/otto-bridge/';

it('works unchanged behind a proxy that puts it under a path', async () => {
  const pageFolder = await buildPage();
  const world = await startHttpWorld(undefined, undefined, { pageFolder });
  await addPerson(world, 'anna', 'configure');
  const base = await startPrefixProxy(world.service.url, PREFIX);

  // The page, at a deep address as somebody kept it, finds its files and the service beside itself.
  const page = await fetch(`${base}orders/main/4a5b`);
  const html = await page.text();
  const root = new URL(/<base href="([^"]+)">/.exec(html)?.[1] ?? '', page.url);
  expect(root.pathname).toBe(PREFIX);
  const script = new URL(/src="([^"]+)"/.exec(html)?.[1] ?? '', root);
  expect(await (await fetch(script)).text()).toBe(SCRIPT);

  // Its log-in: the browser has to send the cookie to the service there, and nowhere else.
  const login = new URL('./api/v1/session', root);
  const loggedIn = await fetch(login, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'anna', password: PASSWORD }),
  });
  expect(loggedIn.status).toBe(200);
  const [cookie = ''] = loggedIn.headers.getSetCookie();
  expect(cookie).not.toMatch(/;\s*path=/i); // so that it is the folder of the address: /otto-bridge/api/v1
  expect(cookie).toMatch(/;\s*secure/i);
  const { csrfToken } = session.parse(await loggedIn.json());
  const headers = { Cookie: cookie.split(';')[0] ?? '', 'X-CSRF-Token': csrfToken ?? '' };

  // A change, and the progress of a run as it happens.
  world.otto.addOrder(buildSalesOrder({ seed: 1 }));
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  const started = await fetch(new URL('./api/v1/import-runs', root), { method: 'POST', headers });
  expect(started.status).toBe(202);
  const [ticket] = API_OPERATIONS.startImportRuns.answer.parse(await started.json());
  await held.reached;
  const path = `./api/v1/import-runs/${ticket?.importRunId}/events`;
  const stream = await fetch(new URL(path, root), { headers });
  let read = '';
  const reading = (async () => {
    for await (const bytes of stream.body ?? []) read += Buffer.from(bytes).toString();
  })();
  await until(() => read.includes('event:run'));
  expect(read).not.toContain('event:end');
  held.release();
  await reading;
  expect(read).toContain('event:end');

  // The reference leads to the document beside it, and its server is this proxy's path.
  const reference = await fetch(`${base}api/v1/reference`);
  expect(new URL(reference.url).pathname).toBe(`${PREFIX}api/v1/reference/`);
  const document = new URL('../openapi.json', reference.url);
  const { servers } = API_OPERATIONS.getOpenApi.answer.parse(await (await fetch(document)).json());
  expect(JSON.stringify(servers)).toContain('"../.."');
  expect(new URL('../..', document).pathname).toBe(PREFIX);
}, 30_000);
