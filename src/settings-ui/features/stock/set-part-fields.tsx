import { Button } from '@wordpress/components';
import { useRef } from 'react';
import { TextField } from '../../components/form/text-fields.tsx';
import { useWords } from '../../i18n/words.ts';
import { type PartDraft, wholeFrom1 } from './set-draft.ts';

/** The products of a set: how many of each, and its share of the price. */
export function SetPartFields({
  parts,
  problems,
  problem,
  onChange,
}: {
  parts: readonly PartDraft[];
  /** what the bridge said, by field, e.g. `parts.0.weight` */
  problems: Record<string, string>;
  /** what is wrong with all of them together */
  problem: string | undefined;
  onChange: (parts: PartDraft[]) => void;
}) {
  const { skuMap: words } = useWords();
  const group = useRef<HTMLFieldSetElement>(null);
  const set = (at: number, change: Partial<PartDraft>) =>
    onChange(parts.map((part, index) => (index === at ? { ...part, ...change } : part)));
  return (
    <fieldset ref={group} className="form-group" tabIndex={-1}>
      <legend>{words.setParts}</legend>
      {parts.length === 0 && <p className="form-group-help">{words.noPartsYet}</p>}
      {parts.map((part, at) => (
        <div key={part.shopSku} className="set-part">
          <div className="set-part-name">
            <strong>{part.shopSku}</strong>
            {problems[`parts.${at}.shopSku`] !== undefined && (
              <p className="field-problem">{problems[`parts.${at}.shopSku`]}</p>
            )}
          </div>
          <TextField
            name={`parts.${at}.quantity`}
            label={words.quantityOf(part.shopSku)}
            inputMode="numeric"
            maxLength={3}
            value={part.quantity}
            onChange={(quantity) => set(at, { quantity })}
            problem={
              problems[`parts.${at}.quantity`] ??
              (wholeFrom1(part.quantity) === undefined ? words.noWhole : undefined)
            }
          />
          <TextField
            name={`parts.${at}.weight`}
            label={words.weightOf(part.shopSku)}
            inputMode="numeric"
            maxLength={7}
            value={part.weight}
            onChange={(weight) => set(at, { weight })}
            problem={
              problems[`parts.${at}.weight`] ??
              (part.weight.trim() !== '' && wholeFrom1(part.weight) === undefined
                ? words.noWhole
                : undefined)
            }
          />
          <Button
            variant="link"
            isDestructive
            aria-label={words.removePart(part.shopSku)}
            onClick={() => {
              onChange(parts.filter((_, index) => index !== at));
              group.current?.focus();
            }}
          >
            {words.takeOut}
          </Button>
        </div>
      ))}
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {parts.length > 1 && <p className="form-group-help">{words.weightHelp}</p>}
    </fieldset>
  );
}
