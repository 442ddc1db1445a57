import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Tone } from '../../components/status-badge.tsx';

export const RUN_TONES = {
  running: 'working',
  finished: 'done',
  failed: 'problem',
} as const satisfies Record<AnswerOf<'getImportRun'>['state'], Tone>;
