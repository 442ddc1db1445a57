import { DataViews, type View } from '@wordpress/dataviews';
import type { Action, Field } from './list-parts.ts';
import '@wordpress/dataviews/build-style/style.css';
import { Button } from '@wordpress/components';
import { useViewportMatch } from '@wordpress/compose';
import { type ComponentType, type ReactNode, useState } from 'react';
import { count } from '../i18n/format.ts';
import { useWords } from '../i18n/words.ts';
import { ListSearch } from './list-search.tsx';
import { EmptyState, Loading } from './page-frame.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { RowCards } from './row-cards.tsx';

/** The library's own type asks whether items have an id, which is not known of a type parameter. */
const Rows = DataViews as unknown as ComponentType<Record<string, unknown>>;

type ListQuery<Item> = {
  items: readonly Item[];
  data: unknown;
  error: unknown;
  isFetching: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
};

/**
 * A list with search, filters, selection and actions; page by page as the server keeps it (keyset), so
 * there are no page numbers. What is searched and filtered stands in the address: search as `search`,
 * every filter under its own name.
 *
 * @param fields of which `titleField` is the row's own name; sorting and hiding are off where the server can't
 * @param search its label; none = the server can't search this list
 */
export function DataList<Item>({
  query,
  fields,
  titleField,
  idOf,
  actions = [],
  search,
  filters,
  empty,
  caption,
}: {
  query: ListQuery<Item>;
  fields: Field<Item>[];
  titleField: string;
  idOf: (item: Item) => string;
  actions?: Action<Item>[];
  search?: string;
  /** filter controls beside the search, each keeping itself in the address */
  filters?: ReactNode;
  empty: { title: string; text?: ReactNode };
  /** what the list is, for who can't see it */
  caption: string;
}) {
  const { shell } = useWords();
  const isWide = useViewportMatch('medium');
  const [selection, setSelection] = useState<string[]>([]);
  const others = fields.map(({ id }) => id).filter((id) => id !== titleField);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const view: View = {
    type: 'table',
    titleField,
    fields: others.filter((id) => !hidden.includes(id)),
    perPage: Math.max(query.items.length, 1),
    page: 1,
    filters: [],
    layout: { density: 'compact' },
  };
  const here = new Set(query.items.map(idOf));
  const shown = {
    data: [...query.items],
    fields: fields.map((field) => ({ enableSorting: false, filterBy: false, ...field })),
    view,
    onChangeView: (next: View) => setHidden(others.filter((id) => !next.fields?.includes(id))),
    actions,
    getItemId: idOf,
    selection: selection.filter((id) => here.has(id)),
    onChangeSelection: setSelection,
    defaultLayouts: { table: {} },
    paginationInfo: { totalItems: query.items.length, totalPages: 1 },
  };
  return (
    <section className="data-list" aria-label={caption} aria-busy={query.isFetching}>
      <div className="data-list-tools">
        {search && <ListSearch label={search} />}
        {filters &&
          (isWide ? (
            filters
          ) : (
            <details className="data-list-filters">
              <summary>{shell.filters}</summary>
              {filters}
            </details>
          ))}
      </div>
      <ProblemNotice fault={query.error} onRetry={() => void query.refetch()} />
      {query.data === undefined && !query.error && <Loading />}
      {query.data !== undefined && query.items.length === 0 && (
        <EmptyState title={empty.title}>{empty.text}</EmptyState>
      )}
      {query.items.length > 0 &&
        (isWide ? (
          <Rows {...shown}>
            <DataViews.Layout />
            {shown.selection.length > 0 && <DataViews.BulkActionToolbar />}
          </Rows>
        ) : (
          <RowCards
            items={query.items}
            fields={fields}
            titleField={titleField}
            idOf={idOf}
            actions={actions}
          />
        ))}
      {query.items.length > 0 && (
        <p className="data-list-foot" role="status">
          {shell.shown(count(query.items.length))}{' '}
          {query.hasNextPage && (
            <Button
              variant="secondary"
              isBusy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {shell.more}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
