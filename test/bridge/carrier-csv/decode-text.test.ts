import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/bridge/carrier-csv/decode-text.ts';
import { faultOfFile } from './fault-of-file.ts';

const TEXT = 'Empfänger;Straße\r\nJörg Muster;Größenweg 1\r\n';

describe('a file that programs write', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(`\ufeff${TEXT}`)],
    ['utf-16le', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(TEXT, 'latin1')],
  ])('is read as %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: TEXT, encoding });
  });

  it('keeps the euro sign and the dash that only Windows-1252 has at their places', () => {
    const bytes = Buffer.from([0x35, 0x20, 0x80, 0x20, 0x96, 0x20, 0xfc]);
    expect(decodeText(bytes)).toEqual({ text: '5 € – ü', encoding: 'windows-1252' });
  });

  it('stays UTF-8 when its byte order mark says so, whatever one broken letter suggests', () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0xc3, 0xa4, 0xff]);
    expect(decodeText(bytes)).toEqual({ text: 'ä\ufffd', encoding: 'utf-8' });
  });
});

describe('a file that is no CSV', () => {
  it.each([
    ['a workbook of Excel', [0x50, 0x4b, 0x03, 0x04, 0x14], 'carrier-file-is-workbook'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'carrier-file-is-workbook'],
    ['bytes with zeros', [0x61, 0x00, 0x62, 0x3b], 'carrier-file-not-a-table'],
    ['nothing', [], 'carrier-file-empty'],
    ['a byte order mark alone', [0xef, 0xbb, 0xbf], 'carrier-file-empty'],
    ['blank lines', [0x0d, 0x0a, 0x20, 0x0d, 0x0a], 'carrier-file-empty'],
  ])('%s is refused with its own reason', async (_name, bytes, fault) => {
    expect(await faultOfFile(() => decodeText(Uint8Array.from(bytes)))).toMatchObject({
      code: fault,
    });
  });

  it('is refused when it is a byte too large, and the limit is named', async () => {
    const limit = 2 * 1024 * 1024;
    expect(decodeText(Buffer.alloc(limit, 'a'), limit).text).toHaveLength(limit);
    expect(await faultOfFile(() => decodeText(Buffer.alloc(limit + 1, 'a'), limit))).toMatchObject({
      code: 'carrier-file-too-large',
      params: { megabytes: 2 },
    });
  });

  it('takes 32 MB unless told otherwise', async () => {
    const bytes = new Uint8Array(32 * 1024 * 1024 + 1);
    expect(await faultOfFile(() => decodeText(bytes))).toMatchObject({ params: { megabytes: 32 } });
  });
});
