import {
  Button,
  CheckboxControl,
  RadioControl,
  SelectControl,
  ToggleControl,
} from '@wordpress/components';
import { arrowDown, arrowUp } from '@wordpress/icons';
import { useId } from 'react';
import { useWords } from '../../i18n/words.ts';
import { FieldHelp, type FieldWords } from './field-help.tsx';
import type { FieldOf } from './use-settings-form.ts';

export type Choice<Value extends string> = {
  value: Value;
  label: string;
  /** what it means, where the label does not say it */
  description?: string;
};

type Given<Value> = FieldOf<Value> & FieldWords;

/** A few choices that need explaining, all in sight. */
export function RadioField<Value extends string>({
  value,
  onChange,
  choices,
  label,
  help,
  standard,
  problem,
}: Given<Value> & { choices: readonly Choice<Value>[] }) {
  return (
    <RadioControl
      label={label}
      selected={value}
      options={[...choices]}
      onChange={(chosen) => {
        const found = choices.find((choice) => choice.value === chosen);
        if (found) onChange(found.value);
      }}
      help={<FieldHelp help={help} standard={standard} problem={problem} />}
    />
  );
}

/** Many choices, or such as need no explaining. */
export function SelectField<Value extends string>({
  value,
  onChange,
  choices,
  name,
  label,
  help,
  standard,
  problem,
  isDisabled = false,
}: Given<Value> & { choices: readonly Choice<Value>[]; isDisabled?: boolean }) {
  return (
    <SelectControl
      name={name}
      label={label}
      value={value}
      disabled={isDisabled}
      options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      onChange={(chosen) => {
        const found = choices.find((choice) => choice.value === chosen);
        if (found) onChange(found.value);
      }}
      aria-invalid={problem !== undefined}
      help={<FieldHelp help={help} standard={standard} problem={problem} />}
    />
  );
}

export function SwitchField({ value, onChange, label, help, standard, problem }: Given<boolean>) {
  return (
    <ToggleControl
      label={label}
      checked={value}
      onChange={onChange}
      help={<FieldHelp help={help} standard={standard} problem={problem} />}
    />
  );
}

/** Any number of choices, in no order. */
export function TicksField<Value extends string>({
  value,
  onChange,
  choices,
  label,
  help,
  standard,
  problem,
}: Given<Value[]> & { choices: readonly Choice<Value>[] }) {
  const helpId = useId();
  return (
    <fieldset className="form-group" aria-describedby={helpId}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <CheckboxControl
          key={choice.value}
          label={choice.label}
          help={choice.description}
          checked={value.includes(choice.value)}
          onChange={(isOn) =>
            onChange(
              isOn ? [...value, choice.value] : value.filter((other) => other !== choice.value),
            )
          }
        />
      ))}
      <p id={helpId} className="form-group-help">
        <FieldHelp help={help} standard={standard} problem={problem} />
      </p>
    </fieldset>
  );
}

/** Any number of choices whose order counts: those chosen first, each can be moved. */
export function OrderedField<Value extends string>({
  value,
  onChange,
  choices,
  label,
  help,
  standard,
  problem,
}: Given<Value[]> & { choices: readonly Choice<Value>[] }) {
  const { settings: words } = useWords();
  const helpId = useId();
  const chosen = value.flatMap((one) => choices.filter((choice) => choice.value === one));
  const others = choices.filter((choice) => !value.includes(choice.value));
  const move = (index: number, by: -1 | 1) => {
    const moved = [...value];
    const [one] = moved.splice(index, 1);
    if (one !== undefined) moved.splice(index + by, 0, one);
    onChange(moved);
  };
  return (
    <fieldset className="form-group" aria-describedby={helpId}>
      <legend>{label}</legend>
      <ul className="form-ordered">
        {[...chosen, ...others].map((choice, index) => (
          <li key={choice.value}>
            <CheckboxControl
              label={choice.label}
              help={choice.description}
              checked={index < chosen.length}
              onChange={(isOn) =>
                onChange(
                  isOn ? [...value, choice.value] : value.filter((other) => other !== choice.value),
                )
              }
            />
            {index < chosen.length && chosen.length > 1 && (
              <span className="form-ordered-buttons">
                <Button
                  size="small"
                  icon={arrowUp}
                  label={words.form.moveUp(choice.label)}
                  disabled={index === 0}
                  accessibleWhenDisabled
                  onClick={() => move(index, -1)}
                />
                <Button
                  size="small"
                  icon={arrowDown}
                  label={words.form.moveDown(choice.label)}
                  disabled={index === chosen.length - 1}
                  accessibleWhenDisabled
                  onClick={() => move(index, 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      <p id={helpId} className="form-group-help">
        <FieldHelp help={help} standard={standard} problem={problem} />
      </p>
    </fieldset>
  );
}
