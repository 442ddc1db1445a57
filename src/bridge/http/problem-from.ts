import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { ImportStopped } from '../order-import/run-faults.ts';
import { ImportRefusedError } from '../schedule/import-refused-error.ts';
import { FieldsRefusedError } from '../set-up/fields-refused-error.ts';
import { problemsInWords } from '../words/problems-in-words.ts';
import { Problem } from './problem.ts';

/** Codes by which a request is refused as things stand; it may be made again when they changed. */
const STATUS_OF_CODE: ReadonlyMap<string, number> = new Map([
  ['account-unknown', 404],
  ['account-is-draft', 409],
  ['account-paused', 409],
  ['account-exists', 409],
  ['account-is-active', 409],
  ['already-reconciling', 409],
  ['already-running', 409],
  ['carrier-file-empty', 400],
  ['carrier-file-is-workbook', 400],
  ['carrier-file-not-a-table', 400],
  ['carrier-file-too-large', 413],
  ['carrier-file-too-long', 413],
  ['consent-keys-unusable', 409],
  ['consent-needs-https', 409],
  ['consent-unknown', 409],
  ['import-broken', 400],
  ['import-newer', 400],
  ['last-configurer', 409],
  ['mail-proof-running', 409],
  ['month-invalid', 400],
  ['no-active-account', 409],
  ['notices-not-set-up', 409],
  ['other-run-in-hand', 409],
  ['otto-test-orders-need-sandbox', 409],
  ['passphrase-too-short', 400],
  ['passphrase-wrong', 400],
  ['password-is-name', 400],
  ['password-too-common', 400],
  ['password-too-long', 400],
  ['password-too-short', 400],
  ['product-unknown', 409],
  ['range-empty', 400],
  ['receipts-since-invalid', 400],
  ['reconcile-run-unknown', 404],
  ['rehearsal-unknown', 404],
  ['second-importer', 409],
  ['second-importer-suspected', 409],
  ['secret-missing', 409],
  ['secret-not-openable', 409],
  ['setting-invalid', 409],
  ['shop-missing', 409],
  ['stock-off', 409],
  ['service-stopping', 503],
  ['token-name-invalid', 400],
  ['token-unknown', 404],
  ['user-name-invalid', 400],
  ['user-name-taken', 409],
  ['user-unknown', 404],
  ['version-missing', 428],
  ['version-stale', 412],
]);

/** Faults of Express' own parsers: of the address and of the body. */
const parserFault = z.object({
  status: z.int().min(400).max(499),
  type: z.string().optional(),
  /** bytes that would have been taken */
  limit: z.int().optional(),
});

/** Any fault as a problem; what nobody foresaw is told as an internal fault, without its words. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ConfigError || error instanceof ImportRefusedError) {
    const { code, params } = error;
    return new Problem(STATUS_OF_CODE.get(code) ?? 503, code, { params, cause: error });
  }
  if (error instanceof ImportStopped) {
    return new Problem(503, error.fault.code, { params: error.fault.params, cause: error });
  }
  if (error instanceof FieldsRefusedError) {
    const { fields } = error;
    return new Problem(400, 'request-invalid', {
      fields: (language) =>
        fields.map(({ field, message }) => ({
          in: 'body' as const,
          field,
          problem: problemsInWords(language, message),
        })),
      cause: error,
    });
  }
  const { success, data } = parserFault.safeParse(error);
  if (!success) return new Problem(500, 'internal-fault', { cause: error });
  if (data.status === 413) {
    const kilobytes = Math.floor((data.limit ?? 0) / 1024);
    return new Problem(413, 'body-too-large', { params: { kilobytes } });
  }
  if (data.status === 415) return new Problem(415, 'media-type-unknown');
  return new Problem(400, 'request-unreadable');
}
