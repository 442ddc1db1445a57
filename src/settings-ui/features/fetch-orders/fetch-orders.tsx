import { Button, Modal, Spinner } from '@wordpress/components';
import { useState } from 'react';
import { useLive } from '../../api/live-changes.ts';
import { useMay } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { ChooseFetch } from './choose-fetch.tsx';
import './fetch-orders.css';
import { useFetching } from './fetching-state.ts';
import { Runs } from './runs.tsx';

/**
 * The button "Fetch orders" with all that comes of it: what to fetch, and how far it is. While a run is in
 * hand, whoever began it, the button leads to that run.
 */
export function FetchOrders({ isPrimary = true }: { isPrimary?: boolean }) {
  const { shell, fetchOrders: words } = useWords();
  const [fetching, setFetching] = useFetching();
  const [joined, setJoined] = useState<readonly string[]>([]);
  const { runsInHand } = useLive();
  const mayFetch = useMay('operate');
  const inHand = runsInHand.map(({ importRunId }) => importRunId);
  const close = () => {
    setJoined([]);
    setFetching('closed');
  };
  return (
    <>
      {inHand.length > 0 ? (
        <Button variant="secondary" onClick={() => setFetching(inHand)}>
          <Spinner /> {words.inHand}
        </Button>
      ) : (
        <Button
          variant={isPrimary ? 'primary' : 'secondary'}
          disabled={!mayFetch}
          accessibleWhenDisabled
          {...(mayFetch ? {} : { description: shell.noRight })}
          onClick={() => setFetching('choosing')}
        >
          {shell.fetchOrders}
        </Button>
      )}
      {fetching !== 'closed' && (
        <Modal
          title={words.title}
          size={fetching === 'choosing' ? 'medium' : 'large'}
          onRequestClose={close}
        >
          {fetching === 'choosing' ? (
            <ChooseFetch
              onCancel={close}
              onStarted={(runs) => {
                setJoined(runs.filter((run) => run.joined).map(({ accountId }) => accountId));
                setFetching(runs.map(({ importRunId }) => importRunId));
              }}
            />
          ) : (
            <Runs
              importRunIds={fetching}
              joined={joined}
              onAgain={mayFetch ? () => setFetching('choosing') : undefined}
              onClose={close}
            />
          )}
        </Modal>
      )}
    </>
  );
}
