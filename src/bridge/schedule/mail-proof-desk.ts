import type { Bridge } from '../create-bridge.ts';
import { ConfigError } from '../errors.ts';
import type { JobDesk } from './job-desk.ts';

/** The answer to the wish for a mail proof: its id, and whether it was in hand already. */
export type MailProofTicket = { proofId: string; joined: boolean };

/**
 * Where the mail proofs of this process begin: a second wish joins the proof in hand. Each resolves
 * once the proof stands in the ledger; the proof goes on.
 */
export function createMailProofDesk(parts: {
  bridge: Pick<Bridge, 'proveMail'>;
  jobs: JobDesk;
}): () => Promise<MailProofTicket> {
  let inHand: Promise<string> | undefined;

  function begin(): Promise<string> {
    const { promise: begun, resolve, reject } = Promise.withResolvers<string>();
    const ended = parts.jobs.run('mail-proof', async (signal) => {
      try {
        const asked = { cause: 'click', holderKind: 'service', signal } as const;
        const result = await parts.bridge.proveMail({ ...asked, onStarted: resolve });
        if (!result.ran) throw new ConfigError(result.why, 'Another mail proof is running');
      } catch (error) {
        reject(error);
        throw error;
      }
    });
    void ended.then(() => {
      inHand = undefined;
      // Says something only where the desk took no job any more.
      reject(new ConfigError('service-stopping', 'The service stops'));
    });
    return begun;
  }

  return async () => {
    const joined = inHand !== undefined;
    inHand ??= begin();
    return { proofId: await inHand, joined };
  };
}
