import { type Answer, isRecord } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { FaultDesk } from './fault-desk.ts';

/** The answer with every order for which a malformed stand-in was ordered replaced by it. */
export function malformOrders(faults: FaultDesk, request: OttoRequest, answer: Answer): Answer {
  if (answer.status !== 200 || !isRecord(answer.json)) return answer;
  if (!request.path.startsWith('/v4/orders')) return answer;
  const replace = (order: unknown): unknown => {
    if (!isRecord(order) || typeof order.salesOrderId !== 'string') return order;
    const fault = faults.take(
      request,
      'after-effect',
      ['malformed-order'],
      (candidate) => candidate.salesOrderId === order.salesOrderId,
    );
    return fault === undefined ? order : fault.replacement;
  };
  const { resources } = answer.json;
  return {
    ...answer,
    json: Array.isArray(resources)
      ? { ...answer.json, resources: resources.map(replace) }
      : replace(answer.json),
  };
}
