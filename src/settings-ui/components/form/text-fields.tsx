import { TextareaControl, TextControl } from '@wordpress/components';
import { type ComponentProps, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { afterPress } from './after-press.ts';
import { FieldHelp, type FieldWords } from './field-help.tsx';
import type { FieldOf } from './use-settings-form.ts';

type Input = Pick<
  ComponentProps<typeof TextControl>,
  'type' | 'autoComplete' | 'maxLength' | 'placeholder' | 'inputMode' | 'disabled' | 'spellCheck'
>;
type Given<Value> = FieldOf<Value> & FieldWords & Input;

/** One line of text. Says when it was left empty or is no web address, before the bridge has to. */
export function TextField({
  value,
  onChange,
  name,
  label,
  help,
  standard,
  problem,
  isRequired = false,
  ...input
}: Given<string> & { isRequired?: boolean }) {
  const { settings: words } = useWords();
  const [wasLeft, setLeft] = useState(false);
  const missing = isRequired && value.trim() === '' ? words.form.required : undefined;
  const malformed =
    input.type === 'url' && value.trim() !== '' && !isWebAddress(value.trim())
      ? words.form.noAddress
      : undefined;
  const told = problem ?? (wasLeft ? (missing ?? malformed) : undefined);
  return (
    <TextControl
      {...input}
      name={name}
      label={label}
      value={value}
      onChange={onChange}
      onBlur={() => afterPress(() => setLeft(true))}
      aria-invalid={told !== undefined}
      aria-required={isRequired}
      help={<FieldHelp help={help} standard={standard} problem={told} />}
    />
  );
}

/** A text that may be absent. */
export function OptionalTextField({ value, onChange, ...rest }: Given<string | null>) {
  return (
    <TextField
      {...rest}
      value={value ?? ''}
      onChange={(text) => onChange(text === '' ? null : text)}
    />
  );
}

/** A secret goes to the bridge and never comes back: empty = the one that is there is kept. */
export function SecretField({ isSet, ...rest }: Given<string> & { isSet: boolean }) {
  const { settings: words } = useWords();
  return (
    <TextField
      {...rest}
      type="password"
      autoComplete="new-password"
      placeholder={isSet ? words.form.secretSet : ''}
      help={
        <>
          {rest.help} {isSet && words.form.secretKept}
        </>
      }
    />
  );
}

type Whole = { min: number; max: number; step?: number };

/** A number; what lies outside of the bounds is told at once. */
export function NumberField({
  value,
  onChange,
  min,
  max,
  step = 1,
  ...rest
}: Given<number> & Whole) {
  return (
    <OptionalNumberField
      {...rest}
      isRequired
      min={min}
      max={max}
      step={step}
      value={Number.isNaN(value) ? null : value}
      onChange={(number) => onChange(number ?? Number.NaN)}
    />
  );
}

/** A number that may be absent. */
export function OptionalNumberField({
  value,
  onChange,
  min,
  max,
  step = 1,
  isRequired = false,
  problem,
  ...rest
}: Given<number | null> & Whole & { isRequired?: boolean }) {
  const { settings: words } = useWords();
  const [text, setText] = useState(value === null ? '' : String(value));
  const number = readNumber(text);
  // Set anew from outside, e.g. by "discard".
  const shown = (number ?? null) === value ? text : value === null ? '' : String(value);
  const isOutside = value !== null && (value < min || value > max);
  return (
    <TextField
      {...rest}
      isRequired={isRequired}
      inputMode={step < 1 ? 'decimal' : 'numeric'}
      value={shown}
      problem={problem ?? (isOutside ? words.form.between(String(min), String(max)) : undefined)}
      onChange={(typed) => {
        setText(typed);
        onChange(readNumber(typed) ?? null);
      }}
    />
  );
}

/** Several texts, one a line. */
export function LinesField({
  value,
  onChange,
  name,
  label,
  help,
  standard,
  problem,
  rows = 3,
}: FieldOf<string[]> & FieldWords & { rows?: number }) {
  const [text, setText] = useState(value.join('\n'));
  const shown = same(linesOf(text), value) ? text : value.join('\n');
  return (
    <TextareaControl
      name={name}
      label={label}
      rows={rows}
      value={shown}
      onChange={(typed) => {
        setText(typed);
        onChange(linesOf(typed));
      }}
      aria-invalid={problem !== undefined}
      help={<FieldHelp help={help} standard={standard} problem={problem} />}
    />
  );
}

function readNumber(text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(number) ? undefined : number;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}

export function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '';
}
