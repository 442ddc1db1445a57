import type { MailProofRow } from '../../ledger/mail-proofs.ts';
import { readSteps, readSwitches } from '../../mail-proof/proof-step.ts';
import { proofStepWord } from '../../words/owner-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { tellStored } from '../words-of-request.ts';

export function presentMailProof(language: Language, row: MailProofRow): AnswerOf<'getMailProof'> {
  return {
    proofId: row.proof_id,
    cause: row.cause,
    state: row.state,
    fault: tellStored(language, row.error_code, row.error_params),
    steps: readSteps(row.steps).map(({ kind, status, findings, notesAboutMail }) => ({
      kind,
      kindWord: proofStepWord(language, kind),
      status,
      isClean: findings.length === 0,
      notesAboutMail,
    })),
    customerMails: readSwitches(row.switches) ?? null,
    wooOrderId: row.woo_order_id,
    isOrderLeft: row.is_order_open === 1,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
