import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Tone } from '../status-badge.tsx';

export type Report = AnswerOf<'listTransmissions'>['items'][number];

const TONES: Record<Report['state'], Tone> = {
  waiting: 'waiting',
  due: 'working',
  'in-flight': 'working',
  accepted: 'working',
  confirmed: 'done',
  attention: 'problem',
  'by-hand': 'waiting',
  withdrawn: 'quiet',
};

export function reportTone(state: Report['state']): Tone {
  return TONES[state];
}

/** Answers that are different after something was done with a report. */
export const AFTER_REPORTS = [
  'listTransmissions',
  'getTransmission',
  'getOrder',
  'listOrders',
  'countOrders',
  'listShipList',
  'listIncidents',
  'getIncident',
  'getToday',
] as const;
