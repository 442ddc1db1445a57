import type { ListedReductions } from '../../mapping/reporting/own-reduction.ts';
import { BridgeError } from '../errors.ts';
import { atOtto, ImportStopped, type RunFault } from '../order-import/run-faults.ts';
import type { ReturnDeskParts } from './ports.ts';

/** What OTTO lists of a piece's price reductions; `fault`: it could not be asked now. */
export type AskedReductions =
  | { isAsked: true; listed: ListedReductions | undefined }
  | { isAsked: false; fault: RunFault };

/** Asks OTTO for the price reductions of a piece; what keeps it from answering is told, not thrown. */
export async function askForReductions(
  { otto }: Pick<ReturnDeskParts, 'otto'>,
  accountId: string,
  positionItemId: string,
  signal: AbortSignal | undefined,
): Promise<AskedReductions> {
  try {
    const listed = await atOtto(() => otto(accountId).listPriceReductions(positionItemId, signal));
    return { isAsked: true, listed };
  } catch (error) {
    if (error instanceof ImportStopped) return { isAsked: false, fault: error.fault };
    if (!(error instanceof BridgeError)) throw error;
    return { isAsked: false, fault: { code: 'otto-unavailable', params: {} } };
  }
}
