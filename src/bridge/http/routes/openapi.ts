import type { Express } from 'express';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { createOpenApi } from '../openapi.ts';
import { serveOperation } from '../serve-operation.ts';

export function serveOpenApi(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  let document: ReturnType<typeof createOpenApi> | undefined;
  serveOperation(app, API_OPERATIONS.getOpenApi, languageOf, async () => {
    document ??= createOpenApi({ version: parts.version });
    return { ...document };
  });
}
