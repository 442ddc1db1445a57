import type { Express } from 'express';
import type { Refusal } from '../../report-desk/ports.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { subjectOfSeveral } from '../audit-notes.ts';
import type { AuditNote } from '../audited.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import {
  presentDecisions,
  presentReasons,
  presentReduction,
  presentReductions,
} from '../present/return-decisions.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const BY_WEB_SERVICE = { source: 'web-service', cause: 'click' } as const;

/** What is decided about returns, and what goes back for kept pieces. */
export function serveReturnDecisions(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { returnDesk } = parts;

  serveOperation(app, API_OPERATIONS.decideReturns, languageOf, async (asked) => {
    const { language } = asked;
    const { decisions, dryRun } = asked.body;
    const decided = await returnDesk.decideReturns(decisions, { ...BY_WEB_SERVICE, dryRun });
    if (!decided.isTaken) throw refused(decided.refusal);
    const going = decided.answers.filter(({ outcome }) => outcome === 'due' || outcome === 'waits');
    const numbers = going.flatMap(({ found }) => found?.orderNumber ?? []);
    asked.note(dryRun ? { isHarmless: true } : noteOf(numbers, decided.extent.pieces));
    if (!dryRun && going.length > 0) parts.reportsWished();
    return presentDecisions(language, decided, { isDryRun: dryRun });
  });

  serveOperation(app, API_OPERATIONS.reducePrice, languageOf, async (asked) => {
    const { language } = asked;
    const { dryRun, ...wish } = asked.body;
    const answer = await returnDesk.reducePrice(wish, { ...BY_WEB_SERVICE, dryRun });
    const isNew = !dryRun && (answer.outcome === 'due' || answer.outcome === 'waits');
    const numbers = isNew && answer.found ? [answer.found.orderNumber] : [];
    asked.note(noteOf(numbers, 1));
    if (isNew) parts.reportsWished();
    return presentReduction(language, answer, { isDryRun: dryRun });
  });

  serveOperation(app, API_OPERATIONS.listPriceReductions, languageOf, async (asked) => {
    const list = await returnDesk.listReductions(asked.query);
    if (!list.isFound) throw refused(list.refusal);
    return presentReductions(asked.language, list);
  });

  serveOperation(app, API_OPERATIONS.listReturnReasons, languageOf, async ({ language }) =>
    presentReasons(language),
  );
}

function noteOf(orderNumbers: readonly string[], pieces: number): AuditNote {
  if (orderNumbers.length === 0) return { isHarmless: true };
  return {
    subject: subjectOfSeveral(orderNumbers),
    details: { orders: new Set(orderNumbers).size, pieces },
  };
}

const STATUS_OF_REFUSAL: ReadonlyMap<string, number> = new Map([
  ['too-many-decisions', 413],
  ['report-order-unknown', 404],
  ['report-piece-unknown', 404],
]);

function refused({ code, params }: Refusal): Problem {
  return new Problem(STATUS_OF_REFUSAL.get(code) ?? 409, code, { params });
}
