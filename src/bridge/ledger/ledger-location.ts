/** Where the ledger lives: a file beside the settings, or a PostgreSQL that replicas share. */
export type LedgerLocation = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string };
