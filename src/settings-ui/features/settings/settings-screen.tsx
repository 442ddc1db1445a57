import { PageFrame } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

export function SettingsScreen() {
  const { settings: words } = useWords();
  return <PageFrame title={words.title}>…</PageFrame>;
}
