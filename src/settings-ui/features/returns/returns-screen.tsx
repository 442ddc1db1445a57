import { Button } from '@wordpress/components';
import { useParams } from 'wouter';
import { useChange, useMay } from '../../api/use-api.ts';
import { AFTER_DECISIONS } from '../../components/after-sale/refreshed.ts';
import { PageFrame } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useWords } from '../../i18n/words.ts';
import { FindReturn } from './find-return.tsx';
import { ReturnList } from './return-list.tsx';
import { ReturnTabs } from './return-tabs.tsx';
import './returns.css';
import { tabOf } from './returns-query.ts';

/** What buyers send back: found by its label, decided, or looked through. */
export function ReturnsScreen() {
  const { returns: words } = useWords();
  const { tab: asked } = useParams<{ tab?: string }>();
  const tab = tabOf(asked);
  return (
    <PageFrame title={words.title} lead={words.lead} actions={<ReadNow />}>
      <FindReturn />
      <ReturnTabs present={tab} />
      <ReturnList tab={tab} />
    </PageFrame>
  );
}

/** Returns are read at their times; this does not wait for the next one. */
function ReadNow() {
  const { returns: words } = useWords();
  const mayOperate = useMay('operate');
  const read = useChange('readReturnsNow', AFTER_DECISIONS);
  if (!mayOperate) return null;
  return (
    <>
      <span role="status">{read.data && words.readingNow}</span>
      <Button variant="secondary" isBusy={read.isPending} onClick={() => read.mutate({})}>
        {words.readNow}
      </Button>
      <ProblemNotice fault={read.error} />
    </>
  );
}
