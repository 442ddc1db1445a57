import type { AnswerOf } from '../../bridge/http/api-contract.ts';

/** Parts of answers that several components of a screen show. */
export type Today = AnswerOf<'getToday'>;
export type StatisticsDay = AnswerOf<'getStatistics'>['days'][number];
export type Order = AnswerOf<'getOrder'>;
export type Job = AnswerOf<'listJobs'>['items'][number];
export type Incident = AnswerOf<'listIncidents'>['items'][number];
