import { Button } from '@wordpress/components';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useWords } from '../../i18n/words.ts';
import { addressOfStep, type Step, stepAfter, stepBefore } from './steps.ts';

/** Back, on, and a way out: what is done stays done. */
export function StepButtons({ step, next }: { step: Step; next?: ReactNode }) {
  const { setUp: words } = useWords();
  const [, navigate] = useLocation();
  const after = stepAfter(step);
  return (
    <div className="set-up-buttons">
      {next}
      {next === undefined && after && (
        <Button variant="primary" onClick={() => navigate(addressOfStep(after))}>
          {words.next}
        </Button>
      )}
      <Button variant="tertiary" onClick={() => navigate(addressOfStep(stepBefore(step)))}>
        {words.back}
      </Button>
      <Link href="/today">{words.later}</Link>
    </div>
  );
}

/** What the bridge says of a step: what is so or what is missing. */
export function StepAbout({ about }: { about: string | null | undefined }) {
  return about ? <p className="set-up-about">{about}</p> : null;
}
