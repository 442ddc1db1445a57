import { carrierFileFault } from './carrier-file-fault.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const MEGABYTE = 1024 * 1024;
export const MAX_FILE_BYTES = 32 * MEGABYTE;

/** How files begin that people send in place of a CSV: .xlsx and .ods are zip files, .xls is OLE. */
const WORKBOOK_STARTS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

/**
 * The text of a file, and how it was written. A byte order mark decides; without one, bytes that are no
 * valid UTF-8 are Windows-1252, as German Windows programs write it.
 *
 * @param maxBytes above this nothing is decoded
 * @returns text without byte order mark
 * @throws ConfigError one of CARRIER_FILE_FAULTS
 */
export function decodeText(
  bytes: Uint8Array,
  maxBytes: number = MAX_FILE_BYTES,
): { text: string; encoding: TextEncoding } {
  if (bytes.length > maxBytes) {
    throw carrierFileFault('carrier-file-too-large', {
      megabytes: Math.floor(maxBytes / MEGABYTE),
    });
  }
  if (WORKBOOK_STARTS.some((start) => startsWith(bytes, start))) {
    throw carrierFileFault('carrier-file-is-workbook');
  }
  const decoded = decode(bytes);
  if (decoded.text.includes('\0')) throw carrierFileFault('carrier-file-not-a-table');
  if (decoded.text.trim() === '') throw carrierFileFault('carrier-file-empty');
  return decoded;
}

function decode(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const marked = encodingOfMark(bytes);
  if (marked !== undefined) {
    return { text: new TextDecoder(marked).decode(bytes), encoding: marked };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

function encodingOfMark(bytes: Uint8Array): TextEncoding | undefined {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  return undefined;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
