import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import type { Operation } from '../../../src/bridge/http/contract/operation.ts';
import { createOpenApi } from '../../../src/bridge/http/openapi.ts';
import { startCliWorld } from '../cli/cli-world.ts';
import { startHttpWorld } from './http-world.ts';
import { rawRequest } from './raw-request.ts';

const document = createOpenApi({ version: '1.2.3' });
const operations = Object.entries<Operation>(API_OPERATIONS);

/** What the document says about an operation. */
function described({ path, method }: Operation) {
  const item = document.paths?.[path.replaceAll(/:(\w+)/g, '{$1}')];
  const found = item?.[method];
  if (!found) throw new Error(`${method} ${path} is not described`);
  return found;
}

describe('the OpenAPI document', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.version).toBe('1.2.3');
  });

  it('describes every operation of the contract and nothing else', () => {
    const ids = Object.values(document.paths ?? {}).flatMap((item) =>
      Object.values(item).map((operation: { operationId?: string }) => operation.operationId),
    );
    expect(ids.toSorted()).toEqual(operations.map(([name]) => name).toSorted());
  });

  it.each(operations)(
    'says of %s what it does, who may call it and how it fails',
    (name, operation) => {
      const told = described(operation);
      expect(told.operationId).toBe(name);
      expect(told.summary?.length).toBeGreaterThan(10);
      expect(told.tags).toEqual([operation.area]);
      expect(told).toHaveProperty('x-role', operation.access);
      const isOpen = operation.access === 'anybody' || operation.access === 'signature';
      // {} = none of them is needed, on the bridge's own machine.
      const unless = operation.openOnLoopback ? [{}] : [];
      const wanted = isOpen ? [] : [{ session: [] }, { token: [] }, ...unless];
      expect(told.security).toEqual(wanted);
      expect(told.responses).toHaveProperty([
        'default',
        'content',
        'application/problem+json',
        'schema',
        '$ref',
      ]);
      const type = operation.mediaType ?? 'application/json';
      expect(told.responses).toHaveProperty([String(operation.status), 'content', type, 'schema']);
    },
  );

  it('names every param of a path', () => {
    for (const [, operation] of operations) {
      const inPath = [...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      const told = described(operation).parameters ?? [];
      const named = told.flatMap((one) => ('in' in one && one.in === 'path' ? [one.name] : []));
      expect(named.toSorted(), operation.path).toEqual(inPath.toSorted());
    }
  });

  it('asks for a body only where one is needed', () => {
    const bodyOf = (name: keyof typeof API_OPERATIONS) =>
      described(API_OPERATIONS[name]).requestBody;
    expect(bodyOf('startImportRuns')).toMatchObject({ required: false });
    expect(bodyOf('changeJobSchedule')).toMatchObject({ required: true });
    expect(bodyOf('listOrders')).toBeUndefined();
  });
});

it('is served to anybody, the same until it changes', async () => {
  const { api, service, bridge } = await startHttpWorld();
  const path = '/api/v1/openapi.json';
  const { json, headers, status } = await api.call(path, { token: null });
  expect(status).toBe(200);
  expect(json).toEqual(
    JSON.parse(JSON.stringify(createOpenApi({ version: bridge.manifest.version }))),
  );
  const tag = headers.get('etag') ?? '';
  const again = await rawRequest(`${service.url}${path}`, { 'If-None-Match': tag });
  expect([again.status, again.text]).toEqual([304, '']);
});

it('is printed by the command line', async () => {
  const { run } = await startCliWorld();
  const { out, exitCode } = await run(['openapi']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ openapi: '3.1.0' });
});

describe('the reference', () => {
  it('is served with its library from here, under the policy of the page', async () => {
    const { api } = await startHttpWorld();
    const at = (name: string) => api.call(`/api/v1/reference/${name}`, { token: null });
    const page = await at('');
    expect(page.text).toContain('<script src="reference.js">');
    expect(page.text).not.toMatch(/https?:|<script>|\son\w+=/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const own = await at('reference.js');
    expect(own.text).toContain('validatorUrl: null');
    expect(own.text).not.toMatch(/https?:/);
    for (const [name, type] of [
      ['swagger-ui-bundle.js', 'text/javascript'],
      ['swagger-ui.css', 'text/css'],
      ['favicon-32x32.png', 'image/png'],
    ] as const) {
      const file = await at(name);
      expect([name, file.status]).toEqual([name, 200]);
      expect(file.headers.get('content-type')).toContain(type);
    }
  });

  it('is found without its slash too, wherever a proxy has put it', async () => {
    const { service } = await startHttpWorld();
    const { status, headers } = await rawRequest(`${service.url}/api/v1/reference`);
    expect([status, headers.location]).toEqual([308, 'reference/']);
  });

  it('gives out no other file of the library or of the bridge', async () => {
    const { service } = await startHttpWorld();
    for (const name of ['package.json', 'index.js', '..%2fopenapi.ts', '../http-parts.ts']) {
      const { status } = await rawRequest(`${service.url}/api/v1/reference/${name}`);
      expect([name, status]).toEqual([name, 401]);
    }
  });
});
