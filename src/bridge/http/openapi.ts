import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameterObject,
  type ZodOpenApiParameters,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import * as contract from './api-contract.ts';
import { AREAS, type Operation } from './contract/operation.ts';
import { told } from './contract/parts.ts';
import { problemDetails } from './contract/problem.ts';

/** OpenAPI 3.1, as JSON. */
export type OpenApiDocument = ReturnType<typeof createOpenApi>;

// What the contract exports by name has that name in the document too.
for (const [name, schema] of Object.entries({ ...contract, told })) {
  if (!(schema instanceof z.ZodType)) continue;
  z.globalRegistry.add(schema, { id: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}` });
}

const DESCRIPTION = `The page of the bridge and every other program use this service alike.

- **Who may call**: programs send a token as \`Authorization: Bearer …\`; a browser logs in and sends its cookie, and with everything that changes something the header \`X-CSRF-Token\` from \`getSession\`. \`x-role\` says which role a call needs: view < operate < configure.
- **Faults** are problem details (RFC 9457): \`code\` is stable and for programs, \`detail\` is a plain sentence in the language of \`Accept-Language\` (de, en).
- **Lists** go on by \`nextCursor\` (or \`nextAfter\`), unread, until it is null.
- **ETag**: an answer that carries one is answered 304 as long as it is the same. Where an answer has a \`version\`, the ETag is that version and a change sends it back as \`If-Match\`; 412 says that somebody else was faster.
- **Moments** are UTC (\`2026-01-31T08:00:00.000Z\`), sums decimal text in euros (\`"19.90"\`).`;

/** @param version of the bridge */
export function createOpenApi({ version }: { version: string }) {
  const operations: [string, Operation][] = Object.entries(contract.API_OPERATIONS);
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, operation] of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describe(name, operation) };
  }
  const used = new Set(operations.map(([, { area }]) => area));
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'OTTO Market Bridge for WooCommerce', version, description: DESCRIPTION },
    // Beside this document, so that it holds behind a proxy under any path.
    servers: [{ url: '../..', description: 'this bridge' }],
    tags: AREAS.filter((area) => used.has(area)).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'otto-market-bridge',
          description: 'After `logIn`. What changes something needs X-CSRF-Token besides.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'Made by `createToken`.' },
      },
    },
  });
}

function describe(name: string, operation: Operation): ZodOpenApiOperationObject {
  const { access, area, summary, status, method } = operation;
  const isOpen = access === 'anybody' || access === 'signature';
  const isFile = operation.mediaType !== undefined;
  const isKept = method === 'get' && !operation.noStore && !isFile;
  return {
    operationId: name,
    tags: [area],
    summary,
    'x-role': access,
    security: isOpen
      ? []
      : [{ session: [] }, { token: [] }, ...(operation.openOnLoopback ? [{}] : [])],
    requestParams: requestParams(operation),
    parameters: headerParameters(operation, isOpen),
    ...requestBody(operation),
    responses: {
      [`${status}` as const]: {
        description: isFile ? 'A file or a stream' : 'Done',
        ...(isKept || operation.versioned ? { headers: { ETag: { schema: TEXT } } } : {}),
        content: { [operation.mediaType ?? 'application/json']: { schema: answerOf(operation) } },
      },
      ...(isKept ? { '304': { description: 'The same as what If-None-Match names' } } : {}),
      default: {
        description: 'Refused or failed',
        content: { 'application/problem+json': { schema: problemDetails } },
      },
    },
  };
}

const TEXT = { type: 'string' } as const;
const BYTES = { type: 'string', format: 'binary' } as const;

/** A stream's schema is that of one event, its data parsed. */
function answerOf({ mediaType, answer }: Operation): z.ZodType | typeof TEXT | typeof BYTES {
  if (mediaType === 'application/pdf') return BYTES;
  return mediaType === 'text/csv' || mediaType === 'text/plain' ? TEXT : answer;
}

function requestParams({ params, query }: Operation): ZodOpenApiParameters {
  // Every params and query schema is an object: Express hands over nothing else.
  return { path: params, query } as ZodOpenApiParameters;
}

function headerParameters(operation: Operation, isOpen: boolean): ZodOpenApiParameterObject[] {
  const isUnsafe = operation.method !== 'get';
  const header = (name: string, description: string): ZodOpenApiParameterObject => ({
    in: 'header',
    name,
    required: false,
    description,
    schema: TEXT,
  });
  return [
    header('Accept-Language', 'de or en; others get the language of the settings'),
    ...(isUnsafe && !isOpen ? [header('X-CSRF-Token', 'with a session, not with a token')] : []),
    ...(isUnsafe && operation.versioned
      ? [header('If-Match', 'the ETag that this change is based on')]
      : []),
    ...(operation.mediaType === 'text/event-stream'
      ? [header('Last-Event-ID', 'where a stream that broke off goes on')]
      : []),
  ];
}

function requestBody({
  method,
  takes,
  body,
}: Operation): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (method === 'get') return {};
  if (takes) {
    const content = Object.fromEntries(takes.map((type) => [type, { schema: BYTES }]));
    return { requestBody: { required: true, content } };
  }
  const required = !body.safeParse({}).success;
  return { requestBody: { required, content: { 'application/json': { schema: body } } } };
}
