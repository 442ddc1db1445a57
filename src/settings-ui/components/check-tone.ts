import type { AnswerOf } from '../../bridge/http/api-contract.ts';
import type { Tone } from './status-badge.tsx';

type Check = AnswerOf<'listReceipts'>['items'][number]['check'];

const TONES: Record<Check, Tone> = {
  pending: 'waiting',
  agree: 'done',
  open: 'waiting',
  overdue: 'problem',
  settling: 'working',
  differs: 'problem',
  'not-compared': 'quiet',
};

/** How the receipts of an order compare with the order and the shop. */
export function checkTone(check: Check): Tone {
  return TONES[check];
}
