/** The short name of an I/O fault, e.g. ENOSPC, or an SQLite text; for params and messages. */
export function faultCode(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown fault';
  if ('errstr' in fault && typeof fault.errstr === 'string') return fault.errstr;
  if ('code' in fault && typeof fault.code === 'string') return fault.code;
  return fault.name;
}
