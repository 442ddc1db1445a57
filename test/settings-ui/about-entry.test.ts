import { expect, it } from 'vitest';
import { aboutEntry } from '../../src/settings-ui/features/settings/users/about-entry.ts';
import { de } from '../../src/settings-ui/i18n/de.ts';

type Details = Parameters<typeof aboutEntry>[1]['details'];

const german = (subject: string | null, details: Details) =>
  aboutEntry(de.settings, { subject, details });

it('shows of an entry what it was done to and all that is known besides', () => {
  expect(german(null, {})).toBe('–');
  expect(german('main', {})).toBe('main');
  expect(german(null, { fields: 'eraseShopMetaAfterDays' })).toBe('Felder: eraseShopMetaAfterDays');
  expect(german('a1, b2', { orders: 2 })).toBe('a1, b2 · Bestellungen: 2');
});

it('says values in words where there are some, and what it does not know as it is', () => {
  expect(german('bert', { role: 'operate' })).toBe('bert · Rolle: Ansehen und handeln');
  expect(german('main', { state: 'paused' })).toBe('main · Stand: Pausiert');
  expect(german(null, { withSecrets: false, rehearse: true })).toBe(
    'mit Geheimnissen: nein · Probelauf: ja',
  );
  expect(german('x', { role: 'toString', novel: 'thing' })).toBe(
    'x · Rolle: toString · novel: thing',
  );
  expect(
    aboutEntry(de.settings, { subject: null, details: { since: '2026-01-01T00:00:00Z' } }),
  ).toBe('ab: 01.01.2026, 01:00');
});
