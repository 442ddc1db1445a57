import { beforeEach, describe, expect, it } from 'vitest';
import { API_OPERATIONS, type Operation } from '../../../../src/bridge/http/api-contract.ts';
import { AUDIT_WORDS } from '../../../../src/bridge/http/audit-words.ts';
import { isAudited } from '../../../../src/bridge/http/audited.ts';
import { AREAS, ROLES } from '../../../../src/bridge/http/contract/operation.ts';
import { createApp } from '../../../../src/bridge/http/create-app.ts';
import type { HttpParts } from '../../../../src/bridge/http/http-parts.ts';
import { Secret } from '../../../../src/bridge/settings/secret.ts';
import { routesOf } from '../routes-of.ts';
import { codeOf, openBrowser } from './browser.ts';
import { type PeopleWorld, startPeopleWorld } from './people.ts';

const OPERATIONS: [string, Operation][] = Object.entries(API_OPERATIONS);
/** Routes that belong to no operation: the page's and the reference's files, which are no secret. */
const FILES = [/^get \/docs(\/|$)/];

/** Stands for whatever the app works with: it is only asked for its routes here, and calls none of it. */
const anything: unknown = new Proxy(() => anything, { get: () => anything });

function appWithRoutes() {
  const known = {
    sessionSecret: new Secret('unused'),
    trustProxy: [],
    version: '1.0.0',
    pageFolder: '/nowhere',
    host: '127.0.0.1',
  };
  const parts: unknown = new Proxy(known, {
    get: (target, name) => Reflect.get(target, name) ?? anything,
  });
  return createApp(parts as HttpParts);
}

const routes = routesOf(appWithRoutes()).map(({ method, path }) => `${method} ${path}`);
const described = OPERATIONS.map(([, { method, path }]) => `${method} ${path}`);

/** Everything that asks who calls. */
const GUARDED = OPERATIONS.filter(
  ([, { access }]) => access !== 'anybody' && access !== 'signature',
);
const UNSAFE = GUARDED.filter(([, { method }]) => method !== 'get');

/** A path of the operation: the guard comes before anything looks at what stands in it. */
function pathOf({ path }: Operation): string {
  return path.replace(/:[A-Za-z]+/g, '0b8f0a39-7d54-4d2c-9b1e-0f5a0c1d2e3f');
}

/** A call no operation carries out: its body has a field that none knows. */
function callOf({ method }: Operation) {
  return method === 'get'
    ? { method: 'GET' }
    : { method: method.toUpperCase(), body: { noSuchField: true } };
}

describe('the router', () => {
  it('has a route for every operation of the contract', () => {
    expect(described.filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('has no route that belongs to no operation, but files and what refuses a wrong method', () => {
    expect(routes.length).toBeGreaterThan(60);
    const paths = OPERATIONS.map(([, { path }]) => path);
    const strange = routes.filter((route) => {
      const isRefusal = paths.some((path) => route === `_all ${path}`);
      return !isRefusal && !described.includes(route) && !FILES.some((files) => files.test(route));
    });
    expect(strange).toEqual([]);
  });

  it('lets nobody in without a log-in but where the operation is listed here', () => {
    const open = OPERATIONS.filter((entry) => !GUARDED.includes(entry)).map(([name]) => name);
    expect(open.toSorted()).toEqual(
      [
        'getHealth',
        'getReadiness',
        'getOpenApi',
        'getSession',
        'logIn',
        'logOut',
        'proveAddress',
        'receiveConsent',
        'receiveWebhook',
        'setUp',
      ].toSorted(),
    );
  });
});

it('has words for everything the audit writes down', () => {
  const written = OPERATIONS.filter(([, operation]) => isAudited(operation)).map(([name]) => name);
  const unnamed = written.filter((name) => !AUDIT_WORDS[name]);
  expect(unnamed.toSorted()).toEqual(['receiveConsent', 'receiveWebhook']); // the shop calls these
  expect(written.filter((name) => name.startsWith('get'))).toEqual([
    'getOrderAddresses',
    'getReceiptPdf',
  ]);
});

describe('every operation', () => {
  let world: PeopleWorld;
  beforeEach(async () => {
    world = await startPeopleWorld();
  });

  it('wants a log-in, by its own method and by every other', async () => {
    const stranger = openBrowser(world.service.url);
    // On the bridge's own machine figures need no log-in.
    const headers = { 'X-Forwarded-For': '192.0.2.7' };
    for (const [name, operation] of GUARDED) {
      for (const method of [operation.method.toUpperCase(), 'PUT', 'OPTIONS', 'GET']) {
        const isOpen = OPERATIONS.some(
          ([, other]) =>
            other.path === operation.path &&
            other.method.toUpperCase() === method &&
            other.access === 'anybody',
        );
        if (isOpen) continue;
        const answer = await stranger.call(pathOf(operation), { method, headers });
        expect([name, method, answer.status, codeOf(answer)]).toEqual([
          name,
          method,
          401,
          'login-required',
        ]);
      }
    }
  });

  it('refuses each role below its own, and lets its own and those above in', async () => {
    for (const [name, operation] of GUARDED) {
      for (const [rank, role] of ROLES.entries()) {
        const answer = await world.browsers[role].call(pathOf(operation), callOf(operation));
        const mayCall = ROLES.slice(0, rank + 1).some((included) => included === operation.access);
        const isRefused = answer.status === 403 && codeOf(answer) === 'role-too-low';
        expect([name, role, answer.status !== 401 && !isRefused]).toEqual([name, role, mayCall]);
      }
    }
  });

  it('refuses a token that is confined to other areas', async () => {
    const { tokens } = world.bridge.access;
    for (const [name, operation] of GUARDED) {
      const areas = AREAS.filter((area) => area !== operation.area);
      const asked = { name, role: 'configure', areas, createdBy: 'tests' } as const;
      const token = (await tokens.create(asked)).token.reveal();
      const answer = await openBrowser(world.service.url).call(pathOf(operation), {
        ...callOf(operation),
        headers: { Authorization: `Bearer ${token}` },
      });
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 403, 'area-not-covered']);
    }
  });

  it('that changes something wants the CSRF token of its own session', async () => {
    const { configure, view } = world.browsers;
    expect(configure.csrf).not.toBe(view.csrf);
    for (const [name, operation] of UNSAFE) {
      for (const csrf of [null, '', 'x'.repeat(64), view.csrf]) {
        const answer = await configure.call(pathOf(operation), { ...callOf(operation), csrf });
        expect([name, csrf, answer.status, codeOf(answer)]).toEqual([
          name,
          csrf,
          403,
          'csrf-wrong',
        ]);
      }
    }
  });
});
