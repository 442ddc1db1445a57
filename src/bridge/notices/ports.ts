import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DueNotice } from '../ledger/notices.ts';
import type { NoticeChannel } from '../ledger/tables.ts';
import type { Logger } from '../logger.ts';
import type { LeaseParts } from '../order-import/keep-lease.ts';

/** One way to the owner. */
export type NoticeSender = {
  channel: NoticeChannel;
  /** how many notices go into one message */
  atOnce: number;
  /** @throws NoticeFault when it did not leave, or nobody knows */
  send(notices: readonly DueNotice[], signal: AbortSignal): Promise<void>;
};

/** Why a message did not leave, in a word that has its sentence. Carries no address and no password. */
export type NoticeFaultCode =
  | 'login-refused'
  | 'connection'
  | 'timeout'
  | 'certificate'
  | 'encryption-missing'
  | 'address-refused'
  | 'refused'
  | 'unexpected';

export class NoticeFault extends Error {
  override readonly name = 'NoticeFault';
  readonly code: NoticeFaultCode;
  /** of the web address's answer, or of the mail server's */
  readonly statusCode: number | undefined;

  constructor(code: NoticeFaultCode, statusCode?: number) {
    super(`The message did not leave: ${code}${statusCode === undefined ? '' : ` ${statusCode}`}`);
    this.code = code;
    this.statusCode = statusCode;
  }
}

export type NoticeParts = LeaseParts & {
  ledger: Pick<
    Ledger,
    | 'acquireLease'
    | 'collectNotices'
    | 'freeLease'
    | 'loadDueNotices'
    | 'holdsLease'
    | 'loadLeaseHolder'
    | 'openIncident'
    | 'pruneNotices'
    | 'releaseLease'
    | 'renewLease'
    | 'resolveIncidents'
    | 'settleNotices'
  >;
  senders: readonly NoticeSender[];
  clock: Clock;
  logger: Logger;
  newId: () => string;
  processName: string;
};
