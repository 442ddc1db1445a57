import type { Express } from 'express';
import { mailProofNotice } from '../../words/owner-words.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentMailProof } from '../present/mail-proofs.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

export function serveMailProofs(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger } = parts;

  serveOperation(app, API_OPERATIONS.startMailProof, languageOf, async ({ language }) => ({
    ...(await parts.startMailProof()),
    notice: mailProofNotice(language),
  }));

  serveOperation(app, API_OPERATIONS.listMailProofs, languageOf, async ({ query, language }) => {
    const rows = await ledger.listMailProofs(query.limit);
    return { items: rows.map((row) => presentMailProof(language, row)) };
  });

  serveOperation(app, API_OPERATIONS.getMailProof, languageOf, async ({ params, language }) => {
    const row = await ledger.loadMailProof(params.proofId);
    if (!row) throw new Problem(404, 'mail-proof-unknown');
    return presentMailProof(language, row);
  });
}
