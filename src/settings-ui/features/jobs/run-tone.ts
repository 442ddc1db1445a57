import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Tone } from '../../components/status-badge.tsx';

export type JobRun = AnswerOf<'listJobRuns'>['items'][number];

const TONES: Record<JobRun['outcome'], Tone> = {
  running: 'working',
  done: 'done',
  nothing: 'quiet',
  failed: 'problem',
  elsewhere: 'quiet',
  interrupted: 'waiting',
};

export function runTone(outcome: JobRun['outcome']): Tone {
  return TONES[outcome];
}
