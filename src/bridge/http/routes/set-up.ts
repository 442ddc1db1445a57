import type { Express } from 'express';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentRehearsal } from '../present/rehearsals.ts';
import { presentFinding } from '../present/set-up.ts';
import { serveOperation } from '../serve-operation.ts';

/** The way to the first import: checks, steps, rehearsals; and the lists the owner keeps. */
export function serveSetUp(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { setUp, clock } = parts;

  serveOperation(app, API_OPERATIONS.runChecks, languageOf, async ({ body, language }) => {
    const findings = await setUp.runChecks(body);
    return {
      checkedAt: clock.now().toISOString(),
      findings: findings.map((finding) => presentFinding(language, finding)),
    };
  });

  serveOperation(app, API_OPERATIONS.getSetUp, languageOf, ({ query }) =>
    setUp.viewSetUp(query.accountId),
  );

  serveOperation(app, API_OPERATIONS.confirmSetUpStep, languageOf, async ({ params }) => {
    await setUp.confirmStep(params.step);
    return setUp.viewSetUp(undefined);
  });

  serveOperation(app, API_OPERATIONS.startRehearsal, languageOf, async ({ body }) => ({
    importRunId: await setUp.rehearsals.start({ accountId: body.accountId, since: body.since }),
  }));

  serveOperation(app, API_OPERATIONS.getRehearsal, languageOf, async ({ params, language }) =>
    presentRehearsal(language, setUp.rehearsals.view(params.importRunId)),
  );
}

export function serveOwnerLists(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { setUp } = parts;

  serveOperation(app, API_OPERATIONS.listProductChoices, languageOf, async () => ({
    items: await setUp.listProductChoices(),
  }));

  serveOperation(app, API_OPERATIONS.chooseProduct, languageOf, ({ body, note }) => {
    note({ subject: body.sku, details: { shopSku: body.shopSku } });
    return setUp.chooseProduct(body);
  });

  serveOperation(app, API_OPERATIONS.removeProductChoice, languageOf, async ({ query, note }) => {
    await setUp.forgetProduct(query.sku);
    note({ subject: query.sku });
    return { sku: query.sku, removed: true as const };
  });

  serveOperation(app, API_OPERATIONS.listUnknownSkus, languageOf, async () => ({
    items: await setUp.listUnknownSkus(),
  }));

  serveOperation(app, API_OPERATIONS.removeCarrierChoice, languageOf, async ({ query, note }) => {
    const { carrierName } = query;
    await setUp.forgetCarrier(carrierName);
    note({ subject: carrierName });
    return { carrierName, removed: true as const };
  });

  serveOperation(app, API_OPERATIONS.listDeliveryTypes, languageOf, async () => ({
    items: await setUp.listDeliveryTypes(),
  }));

  serveOperation(app, API_OPERATIONS.removeDeliveryType, languageOf, async ({ query, note }) => {
    const { accountId, sku } = query;
    await setUp.forgetDeliveryType(accountId, sku);
    note({ subject: `${accountId}.${sku}` });
    return { accountId, sku, removed: true as const };
  });

  serveOperation(app, API_OPERATIONS.listReturnPools, languageOf, async () => ({
    items: await setUp.listReturnPools(),
  }));
}
