import { Link } from 'wouter';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { useWords } from '../../i18n/words.ts';
import { addressOfStep, type SetUp, type Step } from './steps.ts';

type State = SetUp['steps'][number]['state'];

const TONES: Record<State, Tone> = {
  done: 'done',
  open: 'waiting',
  later: 'quiet',
  running: 'working',
  wrong: 'problem',
};

/** How far the set-up has come; each step that can be taken is a link. */
export function Progress({ setUp, current }: { setUp: SetUp; current: Step | undefined }) {
  const { setUp: words } = useWords();
  return (
    <nav className="set-up-progress" aria-label={words.progress}>
      <ol>
        {setUp.steps.map(({ step, state }) => (
          <li key={step}>
            {state === 'later' && step !== current ? (
              <span>{words.steps[step].title}</span>
            ) : (
              <Link href={addressOfStep(step)} aria-current={step === current ? 'step' : undefined}>
                {words.steps[step].title}
              </Link>
            )}{' '}
            <StatusBadge tone={TONES[state]}>{words.states[state]}</StatusBadge>
          </li>
        ))}
      </ol>
    </nav>
  );
}
