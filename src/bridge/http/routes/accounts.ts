import type { Express } from 'express';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentSecondImporter, sentencesOf } from '../present/set-up.ts';
import { serveOperation } from '../serve-operation.ts';
import { tell } from '../words-of-request.ts';

/** The accounts at OTTO Market: set up, tried, let go live, taken out. */
export function serveAccounts(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { setUp } = parts;

  serveOperation(app, API_OPERATIONS.listAccounts, languageOf, async () => ({
    items: await setUp.listAccounts(),
  }));

  serveOperation(app, API_OPERATIONS.getAccount, languageOf, ({ params }) =>
    setUp.getAccount(params.accountId),
  );

  serveOperation(app, API_OPERATIONS.createAccount, languageOf, async ({ body, note }) => {
    const { accountId, ...change } = body;
    note({ subject: accountId });
    return setUp.createAccount(accountId, change);
  });

  serveOperation(
    app,
    API_OPERATIONS.changeAccount,
    languageOf,
    async ({ params, body, ifMatch, language }) => {
      const { account, changes } = await setUp.changeAccount(params.accountId, body, { ifMatch });
      return { ...account, changes: sentencesOf(language, changes) };
    },
  );

  serveOperation(
    app,
    API_OPERATIONS.changeAccountState,
    languageOf,
    async ({ params, body, language, note }) => {
      const { account, changes } = await setUp.changeAccountState(params.accountId, body);
      note({ details: { state: body.state } });
      return { ...account, changes: sentencesOf(language, changes) };
    },
  );

  serveOperation(app, API_OPERATIONS.removeAccount, languageOf, async ({ params, language }) => {
    const changes = await setUp.removeAccount(params.accountId);
    return {
      accountId: params.accountId,
      removed: true as const,
      changes: sentencesOf(language, changes),
    };
  });

  serveOperation(
    app,
    API_OPERATIONS.testAccount,
    languageOf,
    async ({ params, body, language }) => {
      const { isUsable, problems } = await setUp.testAccount(params.accountId, body);
      return {
        isUsable,
        problems: problems.map(({ code, params: facts }) => tell(language, code, facts)),
      };
    },
  );

  serveOperation(app, API_OPERATIONS.getEffectiveRules, languageOf, ({ params }) =>
    setUp.effectiveRules(params.accountId),
  );

  serveOperation(
    app,
    API_OPERATIONS.checkSecondImporter,
    languageOf,
    async ({ params, language }) => {
      const looked = await setUp.lookForSecondImporter(params.accountId);
      return presentSecondImporter(language, params.accountId, looked);
    },
  );

  serveOperation(app, API_OPERATIONS.createTestOrders, languageOf, async ({ params, body }) => {
    await setUp.createTestOrders(params.accountId, body.scenario);
    return { accountId: params.accountId, scenario: body.scenario ?? null };
  });
}
