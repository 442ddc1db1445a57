import { type DestinationStream, pino } from 'pino';
import type { LogFields, Logger } from './logger.ts';

/**
 * Fields that hold what nobody may read in a log. No line of the bridge has one; should one come in by
 * mistake, its value stays out.
 */
const NEVER_SHOWN = [
  'accessToken',
  'authorization',
  'clientSecret',
  'consumerKey',
  'consumerSecret',
  'cookie',
  'csrfToken',
  'heartbeatUrl',
  'passphrase',
  'password',
  'secret',
  'setupCode',
  'token',
];

/**
 * Log lines as JSON on standard error, so that standard output stays the command's own. Each has `level`
 * (20 debug, 30 info, 40 warn, 50 error), `time` (UTC ISO) and `event`.
 */
export function createPinoLogger(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: NEVER_SHOWN, censor: '•••' },
    },
    destination,
  );
  const line = (fields: LogFields | undefined, event: string) => ({ event, ...fields });
  return {
    debug: (event, fields) => logger.debug(line(fields, event)),
    info: (event, fields) => logger.info(line(fields, event)),
    warn: (event, fields) => logger.warn(line(fields, event)),
    error: (event, fields) => logger.error(line(fields, event)),
  };
}
