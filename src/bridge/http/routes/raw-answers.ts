import type { Express } from 'express';
import { z } from 'zod';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentRawAnswers } from '../present/raw-answers.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const json = z.json().nullable();

export function serveRawAnswers(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.getRawAnswers, languageOf, async ({ params, language }) => {
    const { signal } = new AbortController();
    const answers = await parts.readRawAnswers({ ...params, signal });
    if (!answers) throw new Problem(404, 'order-unknown');
    const { otto, shop } = presentRawAnswers(language, answers);
    return {
      readAt: parts.clock.now().toISOString(),
      otto: { ...otto, answer: json.parse(otto.answer) },
      shop: { ...shop, answer: json.parse(shop.answer) },
    };
  });
}
