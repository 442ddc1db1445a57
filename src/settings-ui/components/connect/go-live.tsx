import { Button, CheckboxControl } from '@wordpress/components';
import { useState } from 'react';
import { ApiProblem } from '../../api/call.ts';
import { useChange } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import './connect.css';
import { SecondImporter } from './second-importer.tsx';

/**
 * Lets an account's orders into the shop. Where another importer was found it is named first, and
 * going on needs a tick.
 */
export function GoLive({
  accountId,
  label,
  isPrimary = false,
  onDone,
}: {
  accountId: string;
  label: string;
  isPrimary?: boolean;
  /** told what is different from now on */
  onDone: (changes: readonly string[]) => void;
}) {
  const { settings } = useWords();
  const words = settings.secondImporter;
  const [isDespite, setDespite] = useState(false);
  const look = useChange('checkSecondImporter');
  const change = useChange('changeAccountState', ['getAccount', 'listAccounts', 'getSetUp']);
  const isRefused =
    change.error instanceof ApiProblem && change.error.details.code === 'second-importer';
  const go = async () => {
    try {
      const answer = await change.mutateAsync({
        params: { accountId },
        body: { state: 'active', despite: isDespite },
      });
      onDone(answer.changes);
    } catch (fault) {
      const isFound = fault instanceof ApiProblem && fault.details.code === 'second-importer';
      if (isFound) look.mutate({ params: { accountId } });
    }
  };
  const mustTick = isRefused && !isDespite;
  return (
    <div className="connect-form">
      <ProblemNotice fault={change.error} />
      {look.data && <SecondImporter result={look.data} />}
      {isRefused && (
        <CheckboxControl
          label={words.despite}
          help={words.despiteMeans}
          checked={isDespite}
          onChange={setDespite}
        />
      )}
      <div className="card-buttons">
        <Button
          variant={isPrimary ? 'primary' : 'secondary'}
          isBusy={change.isPending}
          disabled={change.isPending || mustTick}
          accessibleWhenDisabled
          onClick={() => void go()}
        >
          {label}
        </Button>
      </div>
    </div>
  );
}
