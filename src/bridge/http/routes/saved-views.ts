import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import { MOST_VIEWS, type SavedViewRow } from '../../ledger/saved-views.ts';
import type { Actor } from '../actor.ts';
import { type AnswerOf, API_OPERATIONS, savedView } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

/** The views of lists that somebody keeps; nobody sees those of another. */
export function serveSavedViews(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger, clock } = parts;

  serveOperation(app, API_OPERATIONS.listSavedViews, languageOf, async ({ query, actor }) => {
    const rows = await ledger.listSavedViews(ownerOf(actor), query.list);
    return { items: rows.flatMap(presentView) };
  });

  serveOperation(app, API_OPERATIONS.saveView, languageOf, async ({ body, actor }) => {
    const row = await ledger.saveView({
      saved_view_id: randomUUID(),
      user_id: ownerOf(actor),
      ...body,
      created_at: clock.now().toISOString(),
    });
    const [view] = row ? presentView(row) : [];
    if (!view) throw new Problem(409, 'views-full', { params: { most: MOST_VIEWS } });
    return view;
  });

  serveOperation(app, API_OPERATIONS.deleteSavedView, languageOf, async ({ params, actor }) => {
    const { savedViewId } = params;
    const isDeleted = await ledger.deleteSavedView(ownerOf(actor), savedViewId);
    if (!isDeleted) throw new Problem(404, 'saved-view-unknown');
    return { savedViewId, deleted: true as const };
  });
}

/** A program keeps views of its own, under the id of its token. */
function ownerOf(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.userId;
    case 'token':
      return `token:${actor.tokenId}`;
    case 'anybody':
      throw new Problem(401, 'login-required');
  }
}

/** A list that the page does not have any more has no views. */
function presentView(row: SavedViewRow): AnswerOf<'saveView'>[] {
  const view = savedView.safeParse({
    savedViewId: row.saved_view_id,
    list: row.list,
    name: row.name,
    query: row.query,
    createdAt: row.created_at,
  });
  return view.success ? [view.data] : [];
}
