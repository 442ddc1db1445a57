import { Button, Notice } from '@wordpress/components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAnswer } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { RunProgress } from './run-progress.tsx';

/** A browser holds six connections to one host; the page needs some for itself, in other tabs too. */
const MOST_FOLLOWED = 2;

/** How far some runs are, one for each account. */
export function Runs({
  importRunIds,
  joined,
  onAgain,
  onClose,
}: {
  importRunIds: readonly string[];
  /** accounts whose run had begun already */
  joined: readonly string[];
  /** absent for who may not fetch */
  onAgain: (() => void) | undefined;
  onClose: () => void;
}) {
  const { shell, fetchOrders: words } = useWords();
  const accounts = useAnswer('listAccounts').data?.items ?? [];
  const nameOf = (accountId: string) =>
    accounts.find((account) => account.accountId === accountId)?.name ?? accountId;
  const place = useRef<HTMLDivElement>(null);
  // The button that had the focus went with the form; outside the dialog the keyboard would be lost.
  useEffect(() => place.current?.focus(), []);
  const [ended, setEnded] = useState<readonly string[]>([]);
  const noteEnd = useCallback(
    (importRunId: string) =>
      setEnded((known) => (known.includes(importRunId) ? known : [...known, importRunId])),
    [],
  );
  const open = importRunIds.filter((importRunId) => !ended.includes(importRunId));
  const followed = new Set(open.slice(0, MOST_FOLLOWED));
  return (
    <div className="fetch-runs" ref={place} tabIndex={-1}>
      {joined.map((accountId) => (
        <Notice key={accountId} status="info" isDismissible={false}>
          {words.joined(nameOf(accountId))}
        </Notice>
      ))}
      {importRunIds.map((importRunId) => (
        <RunProgress
          key={importRunId}
          importRunId={importRunId}
          isFollowed={followed.has(importRunId) || ended.includes(importRunId)}
          nameOf={nameOf}
          onEnd={noteEnd}
        />
      ))}
      {open.length > 0 && <p className="fetch-help">{words.goesOn}</p>}
      <div className="dialog-buttons">
        {open.length === 0 && onAgain && (
          <Button variant="tertiary" onClick={onAgain}>
            {words.again}
          </Button>
        )}
        <Button variant="primary" onClick={onClose}>
          {shell.close}
        </Button>
      </div>
    </div>
  );
}
