import { Button } from '@wordpress/components';
import { useLocation } from 'wouter';
import { Card } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import { addressOfStep, type SetUp } from './steps.ts';

/** What will be done, what is needed for it, and where it goes on. */
export function Welcome({ setUp }: { setUp: SetUp }) {
  const { setUp: words } = useWords();
  const [, navigate] = useLocation();
  const { next, isLive } = setUp;
  const hasBegun = setUp.steps.some(({ state }) => state === 'done');
  return (
    <Card title={isLive ? words.welcomeLive : words.welcomeTitle}>
      <p>{words.welcomeText}</p>
      <p>{words.needed}</p>
      <ul className="set-up-needed">
        <li>{words.neededShop}</li>
        <li>{words.neededOtto}</li>
        <li>{words.neededTime}</li>
      </ul>
      <p>{words.nothingYet}</p>
      <div className="set-up-buttons">
        <Button variant="primary" onClick={() => navigate(addressOfStep(next ?? 'shop'))}>
          {hasBegun && next !== null ? words.goOnWith(words.steps[next].title) : words.begin}
        </Button>
      </div>
    </Card>
  );
}
