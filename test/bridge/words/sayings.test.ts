import { describe, expect, it } from 'vitest';
import { MISSING } from '../../../src/bridge/words/gaps.ts';
import { eventSentence, reasonWord, sayingOf } from '../../../src/bridge/words/owner-words.ts';
import type { Language, Params } from '../../../src/bridge/words/saying.ts';
import { HANDED_OVER, HAPPENED, REASONS_KEPT } from './handed-over.ts';

const LANGUAGES = ['de', 'en'] as const satisfies readonly Language[];
const codes = Object.entries(HANDED_OVER);

const textOf = (language: Language, code: string, params: Params): string => {
  const { what, follows, todo } = sayingOf(language, code, params);
  return [what, follows, todo].filter((part) => part !== undefined).join('\n');
};

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(codes)('%s is a whole text with the params its source hands over', (code, params) => {
    const text = textOf(language, code, params);
    expect(text).not.toMatch(/undefined|NaN|null|\[object|\?|!/);
    expect(text).not.toContain(MISSING);
    expect(text).not.toMatch(/ {2}|\(\)| [.,:;]|“”|„“/);
    for (const line of text.split('\n')) expect(line).toMatch(/^\S.*\.$/);
  });

  it.each(codes)('%s says nothing nonsensical when every param is missing', (code) => {
    expect(textOf(language, code, {})).not.toMatch(/undefined|NaN|\[object/);
  });

  it.each(codes)('%s names the order where its number is known', (code, params) => {
    if (params.orderNumber === undefined) return;
    expect(sayingOf(language, code, params).what).toContain('bu5h6x7z2k');
  });

  it.each(REASONS_KEPT)('$code is whole as the ledger keeps it, without a number', (kept) => {
    const text = textOf(language, kept.code, kept.params);
    expect(text).not.toContain(MISSING);
    expect(text).toMatch(/^(Diese Bestellung|This order) /);
  });

  it.each(Object.entries(HAPPENED))('the event %s is one whole sentence', (kind, params) => {
    const sentence = eventSentence(language, kind, params);
    expect(sentence).toMatch(/^\S.*\.$/);
    expect(sentence).not.toMatch(/undefined|NaN/);
    expect(sentence).not.toContain(MISSING);
    expect(sentence).not.toContain(kind);
  });
});

describe('German and English', () => {
  it.each(codes)('say %s in different words', (code, params) => {
    const [german, english] = [sayingOf('de', code, params), sayingOf('en', code, params)];
    expect(german.what).not.toBe(english.what);
    expect(german.follows === undefined).toBe(english.follows === undefined);
    expect(german.todo === undefined).toBe(english.todo === undefined);
    if (german.todo !== undefined) expect(german.todo).not.toBe(english.todo);
  });

  it('name the same numbers and addresses on the web in every saying', () => {
    const facts = (text: string) => (text.match(/portal\.otto\.market\/\S+?API|\d+/g) ?? []).sort();
    for (const [
      code,
      { startedAt: _a, since: _b, shippedAt: _c, savedAt: _d, rejectedAt: _e, at: _f, ...params },
    ] of codes) {
      expect(facts(textOf('en', code, params)), code).toEqual(facts(textOf('de', code, params)));
    }
  });
});

describe('single sayings', () => {
  it('tells that the status the owner chose is gone', () => {
    const params = { orderNumber: 'bu5h6x7z2k', phase: 'processable', status: 'zugestellt' };
    expect(sayingOf('de', 'status-not-in-shop', params).what).toBe(
      'Bestellung bu5h6x7z2k wartet: Den Bestellstatus „zugestellt“, den Sie für die Phase „Jetzt versenden“ gewählt haben, gibt es in Ihrem Shop nicht mehr.',
    );
    expect(sayingOf('en', 'status-not-in-shop', params).what).toBe(
      'Order bu5h6x7z2k is waiting: the order status “zugestellt”, which you chose for the phase “Ship now”, no longer exists in your shop.',
    );
  });

  it('shows both sums of an order whose total differs', () => {
    const { what } = sayingOf('de', 'total-differs-in-shop', HANDED_OVER['total-differs-in-shop']);
    expect(what.replaceAll('\u00a0', ' ')).toContain('zeigt 49,90 €, bei OTTO sind es 55,91 €');
  });

  it('tells a missing SKU apart that makes orders wait and one that does not', () => {
    expect(sayingOf('de', 'sku-not-in-shop', { skus: 'A, B' }).what).toContain('wartet');
    expect(sayingOf('de', 'sku-not-in-shop', { sku: 'A' }).follows).toContain('kommen');
  });

  it('names the fields of an address in the language', () => {
    expect(
      sayingOf('de', 'address-incomplete', { which: 'invoice', fields: 'street, city' }).what,
    ).toBe('Diese Bestellung: In der Rechnungsadresse von OTTO fehlt: Straße, Ort.');
  });

  it.each([
    [
      { fault: 'timeout' },
      'OTTO ist zurzeit nicht erreichbar (keine Antwort innerhalb der Wartezeit).',
    ],
    [{ statusCode: 503 }, 'OTTO ist zurzeit nicht erreichbar (Antwort 503).'],
    [{}, 'OTTO ist zurzeit nicht erreichbar.'],
  ])('says what is known of an outage: %o', (params, what) => {
    expect(sayingOf('de', 'otto-unavailable', params).what).toBe(what);
  });

  it('says why a file could not be written', () => {
    const params = { path: '/srv/settings.json', reason: 'ENOSPC' };
    expect(sayingOf('de', 'settings-not-writable', params).what).toBe(
      '/srv/settings.json lässt sich nicht schreiben (kein Speicherplatz mehr frei).',
    );
    expect(sayingOf('de', 'settings-not-writable', { ...params, reason: 'EIO' }).what).toContain(
      'EIO',
    );
  });

  it("quotes the shop's own sentence without a second full stop", () => {
    const { what } = sayingOf('en', 'shop-keys-refused', { shopMessage: 'Secret is invalid.' });
    expect(what).toBe('Your shop does not accept the API keys and says: “Secret is invalid”.');
    expect(sayingOf('de', 'shop-keys-refused', { shopMessage: '' }).what).toBe(
      'Ihr Shop nimmt die API-Schlüssel nicht an.',
    );
  });

  it('speaks of settings in the database in the language', () => {
    const params = {
      path: 'the settings in the database',
      problems: 'not valid JSON',
      previous: '',
    };
    expect(sayingOf('de', 'settings-broken', params).what).toContain(
      'Einstellungen in der Datenbank',
    );
  });

  it('names no number for an order whose number could not be read', () => {
    const params = { orderNumber: '?', salesOrderId: '?', problems: 'order: expected object' };
    expect(sayingOf('de', 'sales-order-unreadable', params).what).toBe(
      'Diese Bestellung: Die Angaben von OTTO lassen sich nicht lesen (order: expected object).',
    );
  });
});

describe('sayings of the command line', () => {
  it.each([
    'date-invalid',
    'file-unreadable',
    'secret-needed',
    'setting-invalid',
    'setting-unknown',
  ])('%s is whole without params, too', (code) => {
    expect(textOf('de', code, {})).not.toContain(MISSING);
    expect(textOf('en', code, {})).not.toContain(MISSING);
  });

  it('names the secret that is needed and the day that is none where they are handed over', () => {
    const secret = { what: 'Client-Secret', variable: 'OTTO_SECRET' };
    expect(sayingOf('de', 'secret-needed', secret)).toMatchObject({
      what: 'Es fehlt noch eine geheime Angabe: Client-Secret.',
      todo: 'Geben Sie sie in der Umgebungsvariablen OTTO_SECRET mit.',
    });
    expect(sayingOf('en', 'date-invalid', { day: '2026-02-30' }).what).toBe(
      '“2026-02-30” is not a date.',
    );
  });
});

describe('unknown words', () => {
  it('shows an unknown code and its params in a general sentence', () => {
    expect(sayingOf('de', 'moon-too-bright', { lumen: 7 }).what).toBe(
      'Die Brücke meldet „moon-too-bright“ (lumen: 7).',
    );
    expect(sayingOf('en', 'moon-too-bright', {}).what).toBe(
      'The bridge reports “moon-too-bright”.',
    );
  });

  it.each(['constructor', '__proto__', 'toString', ''])('takes %o for an unknown code', (code) => {
    expect(sayingOf('de', code, {}).what).toMatch(/^Die Brücke meldet „/);
    expect(eventSentence('en', code, {})).toMatch(/^Event “/);
    expect(reasonWord('de', code)).toBe(code);
  });

  it('shows a held order whose reason is unknown', () => {
    expect(eventSentence('de', 'sales-order-held', { reason: 'moon-too-bright' })).toContain(
      'moon-too-bright',
    );
  });
});
