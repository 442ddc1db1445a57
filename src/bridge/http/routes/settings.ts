import type { Express } from 'express';
import type { SectionDesk } from '../../set-up/section-desk.ts';
import type { Language } from '../../words/saying.ts';
import { secretName } from '../../words/secret-name.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { sentencesOf } from '../present/set-up.ts';
import { type Asked, serveOperation } from '../serve-operation.ts';
import { tell } from '../words-of-request.ts';

/** The settings, part by part: what is read and saved under one version each. */
export function serveSettings(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { sections } = parts.setUp;
  const operations = API_OPERATIONS;

  serveOperation(app, operations.getGeneralSettings, languageOf, sections.general.read);
  serveOperation(app, operations.saveGeneralSettings, languageOf, saving(sections.general));
  serveOperation(app, operations.getImportRules, languageOf, sections.importRules.read);
  serveOperation(app, operations.saveImportRules, languageOf, saving(sections.importRules));
  serveOperation(app, operations.getShippingRules, languageOf, sections.shippingRules.read);
  serveOperation(app, operations.saveShippingRules, languageOf, saving(sections.shippingRules));
  serveOperation(app, operations.getSchedules, languageOf, sections.schedules.read);
  serveOperation(app, operations.saveSchedules, languageOf, saving(sections.schedules));
  serveOperation(app, operations.getNotifications, languageOf, sections.notifications.read);
  serveOperation(app, operations.saveNotifications, languageOf, saving(sections.notifications));
  serveOperation(app, operations.getMonitoring, languageOf, sections.monitoring.read);
  serveOperation(app, operations.saveMonitoring, languageOf, saving(sections.monitoring));
  serveOperation(app, operations.getOverlap, languageOf, sections.overlap.read);
  serveOperation(app, operations.saveOverlap, languageOf, saving(sections.overlap));
  serveOperation(app, operations.getComparison, languageOf, sections.comparison.read);
  serveOperation(app, operations.saveComparison, languageOf, saving(sections.comparison));
  serveOperation(app, operations.getDataLife, languageOf, sections.dataLife.read);
  serveOperation(app, operations.saveDataLife, languageOf, saving(sections.dataLife));
  serveOperation(app, operations.getStockSettings, languageOf, sections.stock.read);
  serveOperation(app, operations.saveStockSettings, languageOf, saving(sections.stock));
}

function saving<Values, Change>(desk: SectionDesk<Values, Change>) {
  return async (asked: Asked<unknown, { dryRun: 'true' | 'false' }, Change>) => {
    const dryRun = asked.query.dryRun === 'true';
    const saved = await desk.save(asked.body, { ifMatch: asked.ifMatch, dryRun });
    asked.note({ isHarmless: dryRun || saved.changes.length === 0 });
    return { ...saved, changes: sentencesOf(asked.language, saved.changes) };
  };
}

/** Everything about the settings as a whole: export, import, key, and the ways to the owner. */
export function serveTransfer(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { setUp } = parts;

  serveOperation(app, API_OPERATIONS.exportSettings, languageOf, async ({ body, note }) => {
    const { fileName, document } = await setUp.exportAll(body.passphrase || undefined);
    note({ details: { withSecrets: document.secrets !== undefined } });
    return { fileName, document };
  });

  const importing = async (
    { body, ifMatch, language }: Asked<unknown, unknown, ImportBody>,
    save: boolean,
  ) => {
    const { document, passphrase } = body;
    const result = await setUp.importAll({ document, passphrase, ifMatch, save });
    return {
      ...result,
      changes: sentencesOf(language, result.changes),
      missingSecrets: result.missingSecrets.map((position) => secretAt(language, position)),
    };
  };
  serveOperation(app, API_OPERATIONS.previewSettingsImport, languageOf, (asked) =>
    importing(asked, false),
  );
  serveOperation(app, API_OPERATIONS.importSettings, languageOf, (asked) => importing(asked, true));

  serveOperation(app, API_OPERATIONS.getDataKey, languageOf, async ({ language }) => {
    const { secrets, ...view } = await setUp.viewDataKey();
    return {
      ...view,
      secrets: secrets.map((secret) => ({ ...secret, ...secretAt(language, secret.position) })),
    };
  });

  serveOperation(app, API_OPERATIONS.testNotifications, languageOf, async ({ language }) => {
    const tests = await setUp.testNotices(AbortSignal.timeout(NOTICE_WAIT_MS));
    return {
      items: tests.map(({ channel, sent, problem }) => ({
        channel,
        sent,
        about: problem && tell(language, problem.code, problem.params),
      })),
    };
  });

  serveOperation(app, API_OPERATIONS.showNoticeSecret, languageOf, async () => ({
    secret: setUp.noticeSecret(),
  }));
}

const NOTICE_WAIT_MS = 60_000;

type ImportBody = { document: Record<string, unknown>; passphrase?: string | undefined };

function secretAt(language: Language, position: string): { position: string; what: string } {
  return { position, what: secretName(language, position) };
}
