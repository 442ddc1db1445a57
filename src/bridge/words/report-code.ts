const PREFIX = 'report-';

/** A transmission's reason as the code its sentence and its incident have. */
export function reportCode(reason: string): string {
  return reason.startsWith(PREFIX) ? reason : `${PREFIX}${reason}`;
}
