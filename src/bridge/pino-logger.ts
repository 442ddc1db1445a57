import { type DestinationStream, pino } from 'pino';
import type { LogFields, Logger } from './logger.ts';

/** Log lines as JSON on standard error, so that standard output stays the command's own. */
export function createPinoLogger(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const line = (fields: LogFields | undefined, event: string) => ({ event, ...fields });
  return {
    debug: (event, fields) => logger.debug(line(fields, event)),
    info: (event, fields) => logger.info(line(fields, event)),
    warn: (event, fields) => logger.warn(line(fields, event)),
    error: (event, fields) => logger.error(line(fields, event)),
  };
}
