import { presentMailProof } from '../../http/present/mail-proofs.ts';
import type { ProofStep } from '../../mail-proof/proof-step.ts';
import { mailProofNotice, proofStepWord } from '../../words/owner-words.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';

/** `mail-proof`: shows on a test order in the shop that no mail could reach a buyer. */
export async function mailProofCommand(context: CliContext): Promise<ExitCode> {
  const { language, words, io } = context;
  return context.withBridge(async (bridge) => {
    context.say(words.mailProof.begins);
    context.say(mailProofNotice(language));
    const result = await bridge.proveMail({
      cause: 'command',
      holderKind: 'command',
      signal: io.signal,
      onStep: (step) => showStep(context, step),
    });
    if (!result.ran) return fail(context, result.why, {});
    const row = await bridge.ledger.loadMailProof(result.proofId);
    const proof = row && presentMailProof(language, row);
    context.json(proof);
    if (result.fault) {
      context.say(`✗ ${toldText(tell(language, result.fault.code, result.fault.params))}`);
    } else {
      context.say(`✓ ${words.mailProof.passed}`);
    }
    if (proof) context.say(customerMailsText(context, proof.customerMails));
    if (result.fault) return exitCodeOf(result.fault.code);
    if (!proof?.isOrderLeft) return EXIT.ok;
    const left = tell(language, 'mail-proof-order-left', { wooOrderId: proof.wooOrderId ?? 0 });
    context.say(`✗ ${toldText(left)}`);
    return EXIT.needsOwner;
  });
}

function fail(context: CliContext, code: string, params: Record<string, string>): ExitCode {
  const told = tell(context.language, code, params);
  context.json({ error: { ...told, exitCode: exitCodeOf(code) } });
  context.say(`✗ ${toldText(told)}`);
  return exitCodeOf(code);
}

function showStep(context: CliContext, step: ProofStep): void {
  const { mailProof } = context.words;
  // What was found is told by the verdict that follows.
  if (step.findings.length > 0) return;
  const notes =
    step.notesAboutMail === 0 ? '' : ` (${mailProof.notesAboutMail(step.notesAboutMail)})`;
  const what = proofStepWord(context.language, step.kind);
  context.say(`✓ ${mailProof.step(what, step.status)}${notes}`);
}

function customerMailsText(
  { words }: CliContext,
  mails: { mailId: string; isOn: boolean }[] | null,
): string {
  if (mails === null) return words.mailProof.mailsUnknown;
  const on = mails.filter(({ isOn }) => isOn).map(({ mailId }) => mailId);
  return on.length === 0 ? words.mailProof.noneWouldMail : words.mailProof.wouldMail(on.join(', '));
}
