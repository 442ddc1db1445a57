import { csrfSync } from 'csrf-sync';

/** The token of a session, which a page of another site can't read; sent as X-CSRF-Token. */
export const csrf = csrfSync({ size: 32 });
