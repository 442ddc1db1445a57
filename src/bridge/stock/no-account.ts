/** What concerns all accounts together stands in the ledger under no account. */
export const NO_ACCOUNT = '';
