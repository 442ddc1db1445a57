import {
  type CompiledQuery,
  DeleteQueryNode,
  InsertQueryNode,
  MergeQueryNode,
  type OperationNode,
  RawNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
  type WithNode,
} from 'kysely';

/** What a query that is no plain one is said to have written. */
const UNKNOWN_TABLE = '';

const WRITES: readonly string[] = [
  'InsertQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
  'MergeQueryNode',
];

/** How texts begin that surely change no rows, one statement alone and by none of the functions below. */
const READS = /^\s*(select|begin|commit|rollback|savepoint|release|pragma|set|show)\b[^;]*;?\s*$/i;
const WRITING_FUNCTIONS = /\b(setval|nextval)\s*\(/i;

/** Whether a query changes rows. Of one written as text it is taken as a yes unless it surely does not. */
export function isWrite({ query, sql }: CompiledQuery): boolean {
  return RawNode.is(query) ? isWritingText(sql) : writesIn(query).length > 0;
}

/** The tables a write is about, as the ledger names them. */
export function tablesOf({ query }: CompiledQuery): string[] {
  const names = writesIn(query).map((write) => {
    const target = targetOf(write);
    return target && TableNode.is(target) ? target.table.identifier.name : UNKNOWN_TABLE;
  });
  return names.length === 0 ? [UNKNOWN_TABLE] : names;
}

/** The writes in a query: itself, and what stands in its `with`, where PostgreSQL takes them too. */
function writesIn(node: OperationNode): OperationNode[] {
  if (RawNode.is(node)) return isWritingText(node.sqlFragments.join('?')) ? [node] : [];
  const isOne = WRITES.includes(node.kind);
  if (!isOne && !SelectQueryNode.is(node)) return [];
  const inner =
    'with' in node && isWith(node.with)
      ? node.with.expressions.flatMap(({ expression }) => writesIn(expression))
      : [];
  return isOne ? [node, ...inner] : inner;
}

function isWith(node: unknown): node is WithNode {
  return typeof node === 'object' && node !== null && 'kind' in node && node.kind === 'WithNode';
}

function isWritingText(sql: string): boolean {
  return !READS.test(sql) || WRITING_FUNCTIONS.test(sql);
}

function targetOf(node: OperationNode): OperationNode | undefined {
  if (InsertQueryNode.is(node) || MergeQueryNode.is(node)) return node.into;
  if (UpdateQueryNode.is(node)) return node.table;
  return DeleteQueryNode.is(node) ? node.from.froms[0] : undefined;
}
