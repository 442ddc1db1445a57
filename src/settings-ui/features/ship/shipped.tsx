import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { Card } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import { SendNow } from './send-now.tsx';
import { WishResults } from './wish-results.tsx';

/** What came of the form: kept, and what happens next. */
export function Shipped({ items }: { items: AnswerOf<'reportShipments'>['items'] }) {
  const { ship: words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} role="status" className="outcome">
      <Card title={words.kept}>
        <p>{words.keptText}</p>
        <WishResults items={items} />
        <div className="form-buttons">
          <SendNow />
          <Link href="/ship">{words.backToList}</Link>
          <Link href="/ship/reports">{words.tabReports}</Link>
        </div>
      </Card>
    </div>
  );
}
