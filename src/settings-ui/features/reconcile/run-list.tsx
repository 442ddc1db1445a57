import { Button } from '@wordpress/components';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useList } from '../../api/use-api.ts';
import { Card, EmptyState, Loaded } from '../../components/page-frame.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { moment } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';

export type Run = AnswerOf<'getReconcileRun'>;

/** Comparisons so far, each with its one line. */
export function RunList() {
  const { shell, reconcile: words } = useWords();
  const query = useList('listReconcileRuns');
  const accounts = useAnswer('listAccounts').data?.items ?? [];
  const nameOf = (id: string) => accounts.find(({ accountId }) => accountId === id)?.name ?? id;
  return (
    <Card title={words.runs}>
      <Loaded of={query}>
        {() =>
          query.items.length === 0 ? (
            <EmptyState title={words.noRuns}>{words.noRunsText}</EmptyState>
          ) : (
            <WideTable caption={words.runs}>
              <thead>
                <tr>
                  <th scope="col">{words.began}</th>
                  {accounts.length > 1 && <th scope="col">{shell.account}</th>}
                  <th scope="col">{words.result}</th>
                  <th scope="col">{words.period}</th>
                </tr>
              </thead>
              <tbody>
                {query.items.map((run) => (
                  <tr key={run.reconcileRunId}>
                    <td>
                      <Link href={`/reconcile/${run.reconcileRunId}`}>{moment(run.startedAt)}</Link>
                    </td>
                    {accounts.length > 1 && <td>{nameOf(run.accountId)}</td>}
                    <td>
                      <RunState run={run} /> {run.line ?? run.fault?.what}
                    </td>
                    <td>{periodOf(run)}</td>
                  </tr>
                ))}
              </tbody>
            </WideTable>
          )
        }
      </Loaded>
      {query.hasNextPage && (
        <Button variant="secondary" onClick={() => void query.fetchNextPage()}>
          {shell.more}
        </Button>
      )}
    </Card>
  );
}

export function RunState({ run }: { run: Run }) {
  const { reconcile: words } = useWords();
  const [tone, word] = stateOf(run, words);
  return <StatusBadge tone={tone}>{word}</StatusBadge>;
}

function stateOf({ state, counts }: Run, words: Words['reconcile']): [Tone, string] {
  if (state === 'running') return ['working', words.running];
  if (state === 'failed') return ['problem', words.failed];
  return (counts?.differences ?? 0) > 0 ? ['problem', words.differs] : ['done', words.equal];
}

/** Which orders were looked at, to the minute: the usual comparison begins with the oldest open order. */
export function periodOf({ from, until }: Run): string {
  return `${moment(from)} – ${moment(until)}`;
}
