import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseTrackingNumber } from '../../../src/mapping/carriers/tracking-number.ts';
import { runs } from '../support/property-runs.ts';
import { ALL_NUMBERS } from './numbers.ts';

describe('what stands around a tracking number', () => {
  it.each([
    [' 577546565072\t\r\n', '577546565072'],
    ['5775 4656 5072', '577546565072'],
    ['57.754 656.507 2', '577546565072'],
    ['577546565072.0', '577546565072'],
    ['577546565072,00', '577546565072'],
    ['577\u00a0546\u200b565\ufeff072', '577546565072'],
    ['５７７５４６５６５０７２', '577546565072'],
    ['="00340434161094042557"', '00340434161094042557'],
    ["'00340434161094042557", '00340434161094042557'],
    ['(00) 3 4043416109404255 7', '00340434161094042557'],
    ['340434161094042557', '00340434161094042557'],
    ['h1234567890123456789', 'H1234567890123456789'],
    ['1z 879 e93 03 4683 4440', '1Z879E930346834440'],
    ['rr 123 456 785 de', 'RR123456785DE'],
    ['0998 0000 0200 33', '09980000020033'],
    ['FF 12345678', 'FF12345678'],
    ['', ''],
    [' \u200b ', ''],
  ])('is left out of "%s"', (text, number) => {
    expect(normaliseTrackingNumber(text)).toBe(number);
  });

  it.each([
    ['ff-123/45.6', 'FF-123/45.6'],
    ['2026-001-ab', '2026-001-AB'],
    ['FF-12345/6', 'FF-12345/6'],
    ['ja-12345678', 'JA-12345678'],
  ])('stays where a forwarder may need it: "%s"', (text, number) => {
    expect(normaliseTrackingNumber(text)).toBe(number);
  });

  it('adds zeros to 18 digits only where the check digit proves them', () => {
    expect(normaliseTrackingNumber('340434161094042558')).toBe('340434161094042558');
    expect(normaliseTrackingNumber('123456789012345675')).toBe('123456789012345675');
  });
});

describe('a tracking page pasted in its place', () => {
  it.each([
    [
      'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?lang=de&idc=00340434161094042557&rfn=&extendedSearch=true',
      '00340434161094042557',
    ],
    ['https://www.dhl.de/de/privatkunden/verfolgen.html?piececode=577546565072', '577546565072'],
    [
      'http://nolp.dhl.de/nextt-online-public/set_identcodes.do?lang=de&zip=12345&idc=577546565072',
      '577546565072',
    ],
    ['https://tracking.dpd.de/status/de_DE/parcel/09980000020033', '09980000020033'],
    ['https://tracking.dpd.de/parcelstatus?query=09980000020033&locale=de_DE', '09980000020033'],
    ['https://tracking.dpd.de/status/de_DE/parcel/09980000020033?ts=3318810025', '09980000020033'],
    ['https://my.dpd.de/redirect.aspx?action=1&pno=09980000020033&zpc=12345', '09980000020033'],
    ['https://gls-group.eu/DE/de/paketverfolgung?match=841225178292', '841225178292'],
    ['https://gls-group.eu/track/ZH5GL9Z6/postalcode/12345', 'ZH5GL9Z6'],
    ['https://gls-group.com/track/50450081418', '50450081418'],
    ['https://gls-group.eu/DE/de/paketverfolgung?match=ZFFRQFHG', 'ZFFRQFHG'],
    ['https://tracking.example/577546565072/12345678', '577546565072'],
    [
      'https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#H1234567890123456789',
      'H1234567890123456789',
    ],
    [
      'https://www.myhermes.de/empfangen/sendungsverfolgung/?suche=09133131530724',
      '09133131530724',
    ],
    ['https://tracking.hermesworld.com/?TrackID=71295223100561', '71295223100561'],
    [
      'https://www.ups.com/track?loc=de_DE&tracknum=1Z879E930346834440&requester=ST/trackdetails',
      '1Z879E930346834440',
    ],
    ['www.ups.com/track?tracknum=1z879e930346834440', '1Z879E930346834440'],
    ['https://shop.example/?unknown=577546565072', '577546565072'],
    ['https://www.dhl.de/?piececode=3404%203416%201094%200425%2057', '00340434161094042557'],
    [
      'https://shop.example/?match=1&id=9&x=577546565073',
      'HTTPS://SHOP.EXAMPLE/?MATCH=1&ID=9&X=577546565073',
    ],
    ['https://www.dhl.de/', 'HTTPS://WWW.DHL.DE/'],
    ['https://', 'HTTPS://'],
    ['https://www.dhl.de/%E0%A4%A', 'HTTPS://WWW.DHL.DE/%E0%A4%A'],
  ])('%s gives %s', (url, number) => {
    expect(normaliseTrackingNumber(url)).toBe(number);
  });
});

describe('normalising', () => {
  it('changes nothing the second time', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
      fc.stringMatching(/^["'`=().,\-_/ 0-9A-Fa-f%+#?&:]{0,24}$/),
      fc.constantFrom('https://', 'www.', 'x.de/', '?idc=', '#', '.0', ',00', '="', '"', '３'),
      ...ALL_NUMBERS.map(([, , number]) => number),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const once = normaliseTrackingNumber(pieces.join(''));
        expect(normaliseTrackingNumber(once)).toBe(once);
      }),
      runs(3000),
    );
  });

  it.each(ALL_NUMBERS)('leaves a number of %s as it is: %s', (_carrier, _form, number) => {
    fc.assert(
      fc.property(number, (text) => {
        expect(normaliseTrackingNumber(text)).toBe(text);
        expect(normaliseTrackingNumber(` ${text.toLowerCase().split('').join(' ')}\u200b`)).toBe(
          text,
        );
      }),
      runs(200),
    );
  });
});

it('takes no time over a row of quotes that ends in something else', { timeout: 5_000 }, () => {
  const text = `X${"'".repeat(50_000)}1`;
  expect(normaliseTrackingNumber(text)).toBe(text);
});
