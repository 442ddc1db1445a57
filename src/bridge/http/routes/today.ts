import type { Express } from 'express';
import { textFromCents } from '../../../mapping/money.ts';
import { ON_TIME_TARGET_PERCENT } from '../../../mapping/reporting/promise-clock.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentToday } from '../present/today.ts';
import { serveOperation } from '../serve-operation.ts';

/** How things stand, and the figures of the last days. */
export function serveToday(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { overview, reportDesk } = parts;

  serveOperation(app, API_OPERATIONS.getToday, languageOf, async ({ language }) => {
    const today = await overview.lookAtToday();
    const stakes = await reportDesk.loadStakes(today.incidents.latest);
    return presentToday(language, today, stakes, parts.nextRunAt);
  });

  serveOperation(app, API_OPERATIONS.getStatistics, languageOf, async ({ query }) => {
    const days = await overview.dayStatistics(query.days);
    return {
      currency: 'EUR' as const,
      targetPercent: ON_TIME_TARGET_PERCENT,
      days: days.map(({ onTimePercent, ...day }) => ({
        ...day,
        gross: textFromCents(day.grossCents),
        onTimePercent: onTimePercent ?? null,
      })),
    };
  });
}
