import { describe, expect, it } from 'vitest';
import type { Awaited } from '../../../src/bridge/heartbeat/judge-imports.ts';
import {
  judgeReports,
  type ReportFacts,
  STUCK_AFTER_MS,
} from '../../../src/bridge/heartbeat/judge-reports.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 20, 8, minute)).toISOString();
const ms = (minute: number) => Date.parse(at(minute));
const LONG = STUCK_AFTER_MS / 60_000;

const EVERY_MINUTE: ReportFacts = {
  schedule: '* * * * *',
  nextRunAt: at(1),
  oldestDueAt: undefined,
  lastAcceptedAt: undefined,
};
const awaits = (minute: number, schedule = '* * * * *'): Awaited => ({ schedule, at: at(minute) });
const waiting = { ...EVERY_MINUTE, oldestDueAt: at(0) };

describe('the reports of an account', () => {
  it('are well while none is due, and the look waits for the next time', () => {
    const facts = { ...EVERY_MINUTE, nextRunAt: at(6) };
    const verdict = { trouble: undefined, awaited: awaits(6) };
    expect(judgeReports(facts, awaits(1), ms(5))).toEqual(verdict);
  });

  it('are stuck when one waits for more than an hour, and not before', () => {
    expect(judgeReports(waiting, awaits(1), ms(1 + LONG)).trouble).toBeUndefined();
    expect(judgeReports(waiting, awaits(1), ms(1 + LONG) + 1)).toEqual({
      trouble: 'reports-stuck',
      awaited: awaits(1),
    });
  });

  it('are well at the first look, however long one waits: they could not leave before', () => {
    expect(judgeReports(waiting, undefined, ms(600))).toEqual({
      trouble: undefined,
      awaited: awaits(1),
    });
  });

  it('are well while OTTO takes others, and stuck again an hour after the last', () => {
    const facts = { ...waiting, lastAcceptedAt: at(100) };
    expect(judgeReports(facts, awaits(1), ms(100 + LONG)).trouble).toBeUndefined();
    expect(judgeReports(facts, awaits(1), ms(100 + LONG) + 1).trouble).toBe('reports-stuck');
  });

  it('are well when what waited has left and another is due since', () => {
    const facts = { ...EVERY_MINUTE, nextRunAt: at(71), oldestDueAt: at(69) };
    expect(judgeReports(facts, awaits(1), ms(70))).toEqual({
      trouble: undefined,
      awaited: awaits(71),
    });
  });

  it('wait for the hour at which they leave by schedule', () => {
    const nightly = { ...waiting, schedule: '0 18 * * *', nextRunAt: at(600) };
    const awaited = awaits(600, '0 18 * * *');
    expect(judgeReports(nightly, awaited, ms(599))).toEqual({ trouble: undefined, awaited });
    expect(judgeReports(nightly, awaited, ms(601 + LONG)).trouble).toBe('reports-stuck');
  });

  it('are judged anew where the schedule is another', () => {
    const facts = { ...waiting, schedule: '0 18 * * *', nextRunAt: at(600) };
    expect(judgeReports(facts, awaits(1), ms(500))).toEqual({
      trouble: undefined,
      awaited: awaits(600, '0 18 * * *'),
    });
  });

  it('are nobody’s business where they leave by hand alone, or no shop is connected', () => {
    const nothing = { trouble: undefined, awaited: undefined };
    const byHand = { ...waiting, schedule: undefined };
    expect(judgeReports(byHand, awaits(1), ms(500))).toEqual(nothing);
    const shopless = { ...waiting, nextRunAt: undefined };
    expect(judgeReports(shopless, awaits(1), ms(500))).toEqual(nothing);
  });
});
