import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { limit, moment, told } from './parts.ts';

const proofId = z.uuid();

export const mailProof = z.object({
  proofId,
  /** who asked for it */
  cause: z.string(),
  /** `passed` = no mail could reach a buyer; `failed` = it could, or the proof did not get to its end */
  state: z.enum(['running', 'passed', 'failed']),
  /** why it failed */
  fault: told.nullable(),
  /** what was done to the test order, each with what the shop showed after it */
  steps: z.array(
    z.object({
      kind: z.enum(['created', 'updated', 'refunded', 'noted', 'status-set', 'removed']),
      kindWord: z.string(),
      /** of the test order then; "" once it is removed */
      status: z.string(),
      isClean: z.boolean(),
      /** new order notes that speak of mail; the shop's mail to its owner does, where it is noted */
      notesAboutMail: z.int().nonnegative(),
    }),
  ),
  /**
   * The shop's switches for what it sends to buyers who have an address, by WooCommerce's id; null =
   * not read. For information: orders of OTTO Market have no address.
   */
  customerMails: z.array(z.object({ mailId: z.string(), isOn: z.boolean() })).nullable(),
  /** the test order, once it was made */
  wooOrderId: z.int().nullable(),
  /** whether the test order may still stand in the shop */
  isOrderLeft: z.boolean(),
  startedAt: moment,
  finishedAt: moment.nullable(),
});

export const mailProofOperations = {
  startMailProof: operation({
    method: 'post',
    path: '/api/v1/mail-proofs',
    access: 'operate',
    area: 'shop',
    summary: 'Prove on a test order in the shop that no mail can reach a buyer; joins one in hand',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 202,
    /** `notice`: what the owner may see in the mailbox while it runs */
    answer: z.object({ proofId, joined: z.boolean(), notice: z.string() }),
  }),
  listMailProofs: operation({
    method: 'get',
    path: '/api/v1/mail-proofs',
    access: 'view',
    area: 'shop',
    summary: 'Mail proofs, newest first',
    params: nothing,
    query: z.strictObject({ limit }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(mailProof) }),
  }),
  getMailProof: operation({
    method: 'get',
    path: '/api/v1/mail-proofs/:proofId',
    access: 'view',
    area: 'shop',
    summary: 'One mail proof: how far it is, or what it came to',
    params: z.strictObject({ proofId }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: mailProof,
  }),
};
