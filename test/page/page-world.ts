import type { Page } from 'playwright-core';
import { expect, inject, onTestFinished } from 'vitest';
import type { Bridge } from '../../src/bridge/create-bridge.ts';
import type { Role } from '../../src/bridge/ledger/tables.ts';
import { type Service, startService } from '../../src/bridge/service.ts';
import { Secret } from '../../src/bridge/settings/secret.ts';
import {
  connect,
  type ServiceWorld,
  startServiceWorld,
  WORLD_TIME,
} from '../bridge/service/service-world.ts';
import { openBrowser, watchFaults } from './browser.ts';

export { assertAccessible, overflowOf, settled } from './browser.ts';

export const PASSWORD = 'a long enough password';
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

export type PageLanguage = 'de' | 'en' | 'fr';

export type PageWorld = ServiceWorld & {
  bridge: Bridge;
  /** the running service; another one after `restart` */
  service: Service;
  /** ends the service and starts it anew on the same address, as after an update */
  restart(): Promise<void>;
  addUser(name: string, role?: Role): Promise<void>;
  /** a browser of its own at this path, logged in unless `as` is null */
  open(path: string, options?: OpenOptions): Promise<Page>;
};

export type OpenOptions = {
  as?: string | null;
  language?: PageLanguage;
  viewport?: { width: number; height: number };
  /** faults in the browser that this test brings about itself */
  expectedFault?: RegExp;
};

/**
 * The whole product in front of a browser: both fakes, the real service with the built page, a user
 * `owner` who may do everything. The shop and the account `main` are connected unless told otherwise.
 * Script errors and violations of the content policy fail the test.
 */
export async function startPageWorld(
  options: { connected?: boolean; withOwner?: boolean } = {},
): Promise<PageWorld> {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  if (options.connected ?? true) await connect(world, bridge);
  const pageFolder = await builtPage();
  const start = (port: number) =>
    startService(bridge, { ...world.config, port }, { cron: world.cron.cron, pageFolder });
  const page: PageWorld = Object.assign(world, {
    bridge,
    service: await start(0),
    async restart() {
      const { port } = new URL(page.service.url);
      await page.service.stop();
      page.service = await start(Number(port));
    },
    async addUser(name: string, role: Role = 'configure') {
      const password = new Secret(PASSWORD);
      await bridge.access.users.create({ name, password, role, language: null });
    },
    open: (path: string, opening?: OpenOptions) => openPage(page, path, opening),
  });
  onTestFinished(() => page.service.stop());
  if (options.withOwner ?? true) await page.addUser('owner');
  return page;
}

async function openPage(
  world: PageWorld,
  path: string,
  { as = 'owner', language = 'de', viewport = DESKTOP, expectedFault }: OpenOptions = {},
): Promise<Page> {
  const browser = await openBrowser();
  const context = await browser.newContext({
    viewport,
    locale: { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' }[language],
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults = watchFaults(page);
  onTestFinished(() => {
    expect(faults.filter((fault) => !expectedFault?.test(fault))).toEqual([]);
  });
  await page.clock.setFixedTime(world.clock.now());
  if (as !== null) await logIn(page, world, as);
  await page.goto(`${world.service.url}${path}`);
  await page.waitForSelector('h1');
  return page;
}

/** Logs in by the form's own call; the browser keeps the cookie. */
async function logIn(page: Page, world: PageWorld, name: string): Promise<void> {
  await page.goto(`${world.service.url}/login`);
  await page.waitForSelector('form');
  const fields = page.locator('form input');
  await fields.nth(0).fill(name);
  await fields.nth(1).fill(PASSWORD);
  await page.locator('form button').click();
  await page.waitForSelector('main#content');
}

let folder: Promise<string> | undefined;

async function builtPage(): Promise<string> {
  folder ??= fetch(inject('pageDesk')).then(async (answer) => {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The page could not be built: ${text}`);
    return text;
  });
  return folder;
}

export { WORLD_TIME };
