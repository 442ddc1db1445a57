import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { StatusBadge, type Tone } from '../../../components/status-badge.tsx';
import { useWords } from '../../../i18n/words.ts';

type State = AnswerOf<'getAccount'>['state'];

const TONES: Record<State, Tone> = { draft: 'waiting', active: 'done', paused: 'quiet' };

export function AccountState({ state }: { state: State }) {
  const { settings } = useWords();
  return <StatusBadge tone={TONES[state]}>{settings.accounts.states[state]}</StatusBadge>;
}
