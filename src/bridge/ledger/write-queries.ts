import { type CompiledQuery, type OperationNode, TableNode } from 'kysely';

/** What a query that is no plain one is said to have written. */
const UNKNOWN_TABLE = '';

const WRITES: readonly string[] = ['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'];

/** Whether a query changes rows. Of one written as text it is taken as a yes unless it surely does not. */
export function isWrite({ query, sql }: CompiledQuery): boolean {
  if (query.kind !== 'RawNode') return WRITES.includes(query.kind);
  return !/^\s*(select|begin|commit|rollback|savepoint|release|pragma|set|show)\b/i.test(sql);
}

/** The table a write is about, as the ledger names it. */
export function tableOf({ query }: CompiledQuery): string {
  const target = targetOf(query);
  return target && TableNode.is(target) ? target.table.identifier.name : UNKNOWN_TABLE;
}

function targetOf(query: CompiledQuery['query']): OperationNode | undefined {
  switch (query.kind) {
    case 'InsertQueryNode':
      return query.into;
    case 'UpdateQueryNode':
      return query.table;
    case 'DeleteQueryNode':
      return query.from.froms[0];
    default:
      return undefined;
  }
}
