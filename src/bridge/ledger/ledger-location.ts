/** Where the ledger lives: a file beside the settings, or a PostgreSQL that replicas share. */
export type LedgerLocation = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string };

/** For the owner: the ledger's file, or the database server, whose address may hold a password. */
export function ledgerPlace(location: LedgerLocation): string {
  return location.kind === 'sqlite' ? location.path : 'PostgreSQL (DATABASE_URL)';
}
