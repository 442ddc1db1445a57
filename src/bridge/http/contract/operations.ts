import { z } from 'zod';
import { nothing, operation } from './operation.ts';

/** What whoever runs the bridge asks: is it up, may it be given work, how is it doing? */
export const operationsOperations = {
  getHealth: operation({
    method: 'get',
    path: '/healthz',
    access: 'anybody',
    area: 'state',
    summary: 'Does the process answer? Nothing else is looked at',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    noStore: true,
    answer: z.object({ status: z.literal('ok') }),
  }),
  getReadiness: operation({
    method: 'get',
    path: '/readyz',
    access: 'anybody',
    area: 'state',
    summary:
      'May it be given work? 503 `ledger-not-answering`, `settings-not-readable` or `service-stopping` otherwise',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    noStore: true,
    answer: z.object({ status: z.literal('ready') }),
  }),
  getMetrics: operation({
    method: 'get',
    path: '/metrics',
    access: 'view',
    area: 'state',
    openOnLoopback: true,
    summary: 'What is measured, for Prometheus; on the bridge’s own machine without a log-in',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    mediaType: 'text/plain',
    noStore: true,
    answer: z.string(),
  }),
};
