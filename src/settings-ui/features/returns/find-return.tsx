import { Button, TextControl } from '@wordpress/components';
import { useViewportMatch } from '@wordpress/compose';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { FoundPieces } from './found-pieces.tsx';
import { type LatestScan, useFound } from './use-found.ts';

/** The bridge looks for no shorter ones: they would fit anything. */
const SHORTEST = 3;

/**
 * A field for a hand scanner: it has the focus, Enter finds, and it is empty for the next label. What
 * was found is gathered below it until the list is cleared.
 */
export function FindReturn() {
  const { returns: words } = useWords();
  const isWide = useViewportMatch('medium');
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [isShort, setShort] = useState(false);
  const [numbers, setNumbers] = useState<readonly string[]>([]);
  const { pieces, latest } = useFound(numbers);
  // On a phone the keyboard would cover half of the list.
  useEffect(() => {
    if (isWide) field.current?.focus({ preventScroll: true });
  }, [isWide]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = typed.trim();
    // The next label may be scanned before this answer is there.
    setTyped('');
    field.current?.focus();
    setShort(number.length > 0 && number.length < SHORTEST);
    if (number.length >= SHORTEST) {
      setNumbers([number, ...numbers.filter((other) => other !== number)]);
    }
  };
  return (
    <Card>
      <form className="find-return" onSubmit={submit} noValidate>
        <TextControl
          ref={field}
          __next40pxDefaultSize
          label={words.scan}
          help={words.scanHelp}
          value={typed}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={setTyped}
        />
        <Button variant="primary" type="submit" __next40pxDefaultSize>
          {words.find}
        </Button>
      </form>
      <div role="status" className="find-outcome">
        {isShort ? <p className="field-problem">{words.tooShort}</p> : <Outcome latest={latest} />}
      </div>
      <ProblemNotice fault={latest?.fault} />
      {pieces.length > 0 && (
        <FoundPieces
          pieces={pieces}
          onClear={() => {
            setNumbers([]);
            field.current?.focus();
          }}
          onDone={() => field.current?.focus()}
        />
      )}
    </Card>
  );
}

function Outcome({ latest }: { latest: LatestScan }) {
  const { returns: words } = useWords();
  if (latest === undefined || latest.fault) return null;
  const { number, found, added } = latest;
  if (found === 0) {
    return (
      <p>
        <strong className="field-problem">{words.notFound(number)}</strong> {words.notFoundHelp}
      </p>
    );
  }
  return <p>{added === 0 ? words.foundAgain(number) : words.found(number, count(added), added)}</p>;
}
