import { PageFrame } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

export function ShipScreen() {
  const { ship: words } = useWords();
  return <PageFrame title={words.title}>…</PageFrame>;
}
