import type { Operation } from '../../../src/bridge/http/contract/operation.ts';
import { createOpenApi } from '../../../src/bridge/http/openapi.ts';
import type { Call } from './calls.ts';

const document = createOpenApi({ version: '1.2.3' });

/** What people and programs send that nobody meant. */
const TEXTS: readonly [about: string, text: string][] = [
  ['nothing', ''],
  ['a very long text', 'x'.repeat(5_000)],
  [
    'markup, emoji and right-to-left text',
    `"><script>alert(1)</script> 📦👩‍🚀 \u202Eطلب\u202C ספר`,
  ],
  ['a NUL and a quote', "a\u0000' OR 1=1 --"],
];

/** The same in a body, where there can be other things than texts. */
const VALUES: readonly [about: string, value: unknown][] = [
  ...TEXTS.slice(1, 3),
  ['a number', -1.5],
];

/** Every field of a call, one at a time, holding what it should not. */
export function strangeCalls(operation: Operation, call: Call): { about: string; call: Call }[] {
  const calls: { about: string; call: Call }[] = [];
  const named = document.paths?.[operation.path.replaceAll(/:(\w+)/g, '{$1}')];
  for (const parameter of named?.[operation.method]?.parameters ?? []) {
    if (!('in' in parameter) || parameter.in === 'header' || parameter.in === 'cookie') continue;
    const part = parameter.in === 'path' ? 'params' : 'query';
    for (const [about, text] of TEXTS) {
      if (part === 'params' && text === '') continue; // is another address
      const strange = { ...call, [part]: { ...call[part], [parameter.name]: text } };
      calls.push({ about: `${about} as ${parameter.name}`, call: strange });
    }
  }
  const { body } = call;
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return calls;
  for (const field of new Set([...Object.keys(body), ...fieldsOf(operation)])) {
    for (const [about, value] of VALUES) {
      calls.push({
        about: `${about} as ${field}`,
        call: { ...call, body: { ...body, [field]: value } },
      });
    }
  }
  calls.push({ about: 'no object as body', call: { ...call, body: [body] } });
  return calls;
}

/** The fields a body may have. */
function fieldsOf({ body }: Operation): string[] {
  const shape = 'shape' in body ? body.shape : undefined;
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
}
