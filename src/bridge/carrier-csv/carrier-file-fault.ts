import { ConfigError } from '../errors.ts';

/** Why a file as a whole can't be read; the words for the owner hang on it. */
export const CARRIER_FILE_FAULTS = [
  /** `megabytes`: how many would have been taken */
  'carrier-file-too-large',
  /** `rows`: how many would have been taken */
  'carrier-file-too-long',
  'carrier-file-empty',
  /** an Excel or OpenOffice workbook, not a CSV saved from it */
  'carrier-file-is-workbook',
  /** a PDF, a picture, or text that is no table */
  'carrier-file-not-a-table',
] as const;
export type CarrierFileFault = (typeof CARRIER_FILE_FAULTS)[number];

/** The only error that reading a carrier file throws. Holds nothing of what the file says. */
export function carrierFileFault(
  fault: CarrierFileFault,
  params: Record<string, number> = {},
): ConfigError {
  return new ConfigError(fault, `The carrier file can not be read: ${fault}`, { params });
}
