import type { Params } from '../words/saying.ts';
import type { CallFaultCode } from './words/fault-words.ts';

/** A command can't do what was typed in; its sentence is one of the command line's own. */
export class CallFault extends Error {
  override readonly name = 'CallFault';
  readonly code: CallFaultCode;
  readonly params: Params;

  constructor(code: CallFaultCode, params: Params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
