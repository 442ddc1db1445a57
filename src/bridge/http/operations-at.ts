import type { Request } from 'express';
import { API_OPERATIONS, type Operation } from './api-contract.ts';

export type NamedOperation = { name: string; operation: Operation };

const OPERATIONS = Object.entries(API_OPERATIONS).map(([name, operation]) => {
  const pattern = operation.path
    .split(/(:[A-Za-z]+)/)
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return { name, operation, isAt: new RegExp(`^${pattern}$`) };
});

const NAMES: ReadonlyMap<unknown, string> = new Map(
  OPERATIONS.map(({ name, operation }) => [operation, name]),
);

/** The operations a request may mean, by its method and path; at most one for well-made paths. */
export function operationsAt(request: Request): NamedOperation[] {
  const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
  const path = `${request.baseUrl}${request.path}`;
  return OPERATIONS.filter(({ operation, isAt }) => operation.method === method && isAt.test(path));
}

/** An operation's name in the contract. */
export function nameOf(operation: Pick<Operation, 'path'>): string {
  return NAMES.get(operation) ?? operation.path;
}
