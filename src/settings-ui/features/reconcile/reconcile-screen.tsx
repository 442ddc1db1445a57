import { useParams } from 'wouter';
import { PageFrame } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import './reconcile.css';
import { RunDetail } from './run-detail.tsx';
import { RunList } from './run-list.tsx';
import { StartReconcile } from './start-reconcile.tsx';

/** Are OTTO, the bridge and the shop of one mind? */
export function ReconcileScreen() {
  const { reconcile: words } = useWords();
  const { reconcileRunId } = useParams<{ reconcileRunId?: string }>();
  return (
    <PageFrame title={words.title} lead={reconcileRunId === undefined ? words.lead : undefined}>
      {reconcileRunId === undefined ? (
        <>
          <StartReconcile />
          <RunList />
        </>
      ) : (
        <RunDetail reconcileRunId={reconcileRunId} />
      )}
    </PageFrame>
  );
}
