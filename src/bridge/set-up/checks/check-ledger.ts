import { dirname } from 'node:path';
import { freeSpace, LOW_SPACE_BYTES, megabytes } from '../../self-check/self-check.ts';
import type { SetUpParts } from '../ports.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';

type LedgerToCheck = Pick<SetUpParts, 'ledgerPath'> & {
  ledger: Pick<SetUpParts['ledger'], 'checkSoundness' | 'readDocument'>;
  readThroughBytes: number;
};

/**
 * Whether the ledger answers and its file is sound, and whether there is room for it to grow.
 *
 * @param readThroughBytes a larger file is not read through
 */
export async function checkLedger({
  ledger,
  ledgerPath: path,
  readThroughBytes,
}: LedgerToCheck): Promise<Finding[]> {
  await ledger.readDocument('settings');
  if (path === undefined) return [fine('ledger', 'ledger-server')];
  const findings: Finding[] = [];
  const { problems } = await ledger.checkSoundness({ largestBytes: readThroughBytes });
  const params = { place: path, problem: problems.join('; ') };
  findings.push(
    problems.length === 0
      ? fine('ledger', 'ledger-file', { path })
      : wrong('ledger', { code: 'ledger-damaged', params }),
  );
  const freeBytes = await freeSpace(dirname(path));
  if (freeBytes !== undefined && freeBytes < LOW_SPACE_BYTES) {
    const room = { megabytes: megabytes(freeBytes) };
    findings.push(warning('ledger', { code: 'disk-space-low', params: room }));
  }
  return findings;
}
