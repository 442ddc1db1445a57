import { z } from 'zod';
import { nothing, operation } from './operation.ts';

export const openApiOperations = {
  getOpenApi: operation({
    method: 'get',
    path: '/api/v1/openapi.json',
    access: 'anybody',
    area: 'state',
    summary: 'This description of the web service, as OpenAPI 3.1',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.looseObject({ openapi: z.string() }),
  }),
};
