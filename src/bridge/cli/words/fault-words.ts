import type { Params, Saying } from '../../words/saying.ts';

/** What is wrong with a call; everything else has its sentence in src/bridge/words. */
export type CallFaultCode =
  | 'command-missing'
  | 'command-unknown'
  | 'option-unknown'
  | 'option-missing'
  | 'option-value-missing'
  | 'argument-missing'
  | 'too-many-arguments'
  | 'choice-invalid'
  | 'amount-invalid'
  | 'number-invalid'
  | 'call-not-understood'
  | 'date-in-future'
  | 'account-exists'
  | 'setting-secret'
  | 'setting-fixed'
  | 'order-unknown'
  | 'product-unknown'
  | 'set-invalid'
  | 'set-part-unreadable'
  | 'passphrases-differ'
  | 'passwords-differ'
  | 'cancelled'
  | 'address-not-usable'
  | 'database-url-unreadable'
  | 'unexpected';

export type FaultWords = Record<CallFaultCode, (params: Params) => Saying>;
