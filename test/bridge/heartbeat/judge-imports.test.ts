import { describe, expect, it } from 'vitest';
import {
  type Awaited,
  IMPORT_GRACE_MS,
  type ImportFacts,
  judgeImports,
} from '../../../src/bridge/heartbeat/judge-imports.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 20, 8, minute)).toISOString();
const ms = (minute: number) => Date.parse(at(minute));
const GRACE = IMPORT_GRACE_MS / 60_000;

const HOURLY: ImportFacts = {
  schedule: '0 * * * *',
  nextRunAt: at(60),
  lastSuccessAt: at(-55),
  latest: [],
};
const awaits = (minute: number, schedule = '0 * * * *'): Awaited => ({ schedule, at: at(minute) });
const failed = { state: 'failed', startedAt: at(0), errorCode: 'otto-unavailable' };

describe('the imports of an account', () => {
  it('are well at the first look, which waits for the next scheduled time', () => {
    expect(judgeImports({ ...HOURLY, lastSuccessAt: undefined }, undefined, ms(5))).toEqual({
      trouble: undefined,
      awaited: awaits(60),
    });
  });

  it('are well after a success at or after the time that was waited for', () => {
    const facts = { ...HOURLY, lastSuccessAt: at(0) };
    expect(judgeImports(facts, awaits(0), ms(40))).toEqual({
      trouble: undefined,
      awaited: awaits(60),
    });
  });

  it('are late once the grace is over without one, and not before', () => {
    const facts = { ...HOURLY, lastSuccessAt: at(-1), latest: [failed] };
    expect(judgeImports(facts, awaits(0), ms(GRACE)).trouble).toBeUndefined();
    expect(judgeImports(facts, awaits(0), ms(GRACE) + 1)).toEqual({
      trouble: 'import-late',
      awaited: awaits(0),
    });
    expect(judgeImports({ ...facts, lastSuccessAt: undefined }, awaits(0), ms(59)).trouble).toBe(
      'import-late',
    );
  });

  it('are at work while a run goes on, but not for ever', () => {
    const running = { state: 'running', startedAt: at(0), errorCode: null };
    const facts = { ...HOURLY, latest: [running] };
    expect(judgeImports(facts, awaits(0), ms(170)).trouble).toBeUndefined();
    expect(judgeImports(facts, awaits(0), ms(180)).trouble).toBe('import-late');
  });

  it('are judged anew where the schedule is another', () => {
    const facts = { ...HOURLY, schedule: '0 3 * * *', nextRunAt: at(1_000) };
    expect(judgeImports(facts, awaits(0), ms(40))).toEqual({
      trouble: undefined,
      awaited: awaits(1_000, '0 3 * * *'),
    });
  });

  it('are not waited for where none is scheduled', () => {
    const facts = { ...HOURLY, schedule: undefined };
    expect(judgeImports(facts, awaits(0), ms(999))).toEqual({
      trouble: undefined,
      awaited: undefined,
    });
  });

  it('are in trouble when three of an hour were ended in the middle, successes or not', () => {
    const ended = (minute: number) => ({
      state: 'failed',
      startedAt: at(minute),
      errorCode: 'interrupted',
    });
    const facts = { ...HOURLY, lastSuccessAt: at(49) };
    const three = { ...facts, latest: [ended(30), ended(20), ended(10)] };
    expect(judgeImports(three, awaits(0), ms(50)).trouble).toBe('imports-interrupted');
    expect(judgeImports(three, awaits(0), ms(70)).trouble).toBeUndefined();
    const two = { ...facts, latest: [ended(30), failed, ended(10)] };
    expect(judgeImports(two, awaits(0), ms(50)).trouble).toBeUndefined();
  });
});
