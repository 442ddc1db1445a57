import { describe, expect, it } from 'vitest';
import { loadManifest } from '../../../src/bridge/manifest.ts';
import { jobLabels as de } from '../../../src/bridge/words/de/jobs.ts';
import { jobLabels as en } from '../../../src/bridge/words/en/jobs.ts';
import {
  cronWords,
  jobCounterLine,
  jobWord,
  scheduleChanges,
  scheduleWords,
  usualScheduleWords,
} from '../../../src/bridge/words/job-words.ts';

describe('a schedule in words', () => {
  it.each([
    ['*/5 * * * *', 'Alle 5 Minuten', 'Every 5 minutes'],
    ['* * * * *', 'Jede Minute', 'Every minute'],
    ['17 * * * *', 'Jede Stunde, 17 Minuten nach der vollen', 'Every hour, 17 minutes past'],
    ['0 * * * *', 'Jede Stunde', 'Every hour'],
    ['23 3 * * *', 'Täglich um 03:23', 'Every day at 03:23'],
    [
      '0 12,15,18 * * *',
      'Täglich um 12:00, 15:00 und 18:00',
      'Every day at 12:00, 15:00 and 18:00',
    ],
    ['0 6 * * 1', 'Um 06:00, nur jeden Montag', 'At 06:00, only on Monday'],
    ['not cron', 'not cron', 'not cron'],
  ])('%s', (expression, german, english) => {
    expect(cronWords('de', expression)).toBe(german);
    expect(cronWords('en', expression)).toBe(english);
  });

  it('says what holds where nothing or "off" was set', () => {
    expect(scheduleWords('de', 'notices', null, '*/5 * * * *')).toBe('Alle 5 Minuten');
    expect(scheduleWords('de', 'notices', 'off', '*/5 * * * *')).toBe('Ausgeschaltet');
    expect(scheduleWords('en', 'reports', null, '* * * * *')).toMatch(/^At once/);
    expect(scheduleWords('en', 'reports', '* * * * *', '* * * * *')).toBe('Every minute');
    expect(usualScheduleWords('de', 'notices', '*/5 * * * *')).toBe('Wie üblich: alle 5 Minuten');
  });
});

it('says what a new schedule changes, and what a job that is off leaves undone', () => {
  expect(scheduleChanges('de', 'reports', 'Jede Stunde', '2026-03-20T09:00:00.000Z')).toEqual([
    '„Meldungen an OTTO“ läuft ab jetzt so: jede Stunde.',
    'Das nächste Mal: 20.03.2026, 10:00.',
  ]);
  expect(scheduleChanges('en', 'reports', 'Every hour', undefined)).toHaveLength(1);
  for (const { id } of loadManifest().jobs) {
    const [what, missed] = scheduleChanges('de', id, undefined, undefined);
    expect(what).toContain('nicht mehr von selbst');
    expect(missed).toMatch(/\.$/);
  }
});

it('counts a run in one line, without what did not happen', () => {
  expect(jobCounterLine('de', { seen: 1200, created: 3, failed: 0 })).toBe(
    '1.200 angesehen, 3 angelegt',
  );
  expect(jobCounterLine('en', {})).toBe('');
  expect(jobCounterLine('en', { dances: 2 })).toBe('2 dances');
});

it('has the same words in both languages, none of them forgotten', () => {
  const keysOf = (value: unknown): unknown =>
    value !== null && typeof value === 'object'
      ? Object.entries(value).map(([key, inner]) => [key, keysOf(inner)])
      : typeof value;
  expect(keysOf(de)).toEqual(keysOf(en));
  for (const { id } of loadManifest().jobs) {
    for (const list of ['name', 'does'] as const) {
      expect(jobWord('de', list, id)).not.toBe(id);
      expect(jobWord('de', list, id)).not.toBe(jobWord('en', list, id));
    }
  }
});
