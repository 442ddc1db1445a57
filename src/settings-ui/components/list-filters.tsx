import { SelectControl, TextControl } from '@wordpress/components';
import { useEffect, useState } from 'react';
import { useAnswer } from '../api/use-api.ts';
import { useWords } from '../i18n/words.ts';
import { useQueryState } from './query-state.ts';

/** A choice that keeps itself in the address; its first option is "all". */
export function ChoiceFilter({
  name,
  label,
  all,
  options,
}: {
  /** in the address */
  name: string;
  label: string;
  /** what no choice is called */
  all: string;
  options: readonly { value: string; label: string }[];
}) {
  const [value, setValue] = useQueryState(name);
  return (
    <SelectControl
      __next40pxDefaultSize
      __nextHasNoMarginBottom
      label={label}
      value={value}
      options={[{ value: '', label: all }, ...options]}
      onChange={setValue}
    />
  );
}

/** The accounts to choose from; nothing where there is but one. */
export function AccountFilter() {
  const { shell } = useWords();
  const accounts = useAnswer('listAccounts').data?.items ?? [];
  if (accounts.length < 2) return null;
  return (
    <ChoiceFilter
      name="account"
      label={shell.account}
      all={shell.allAccounts}
      options={accounts.map(({ accountId, name }) => ({ value: accountId, label: name }))}
    />
  );
}

/** A day that keeps itself in the address, as "2026-11-22". */
export function DayFilter({ name, label }: { name: string; label: string }) {
  const [value, setValue] = useQueryState(name);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const take = (next: string) => {
    setTyped(next);
    // While a year is typed the field tells of the year 2, then 20: nobody means those.
    if (next === '' || next >= '2000') setValue(next);
  };
  return (
    <TextControl
      __next40pxDefaultSize
      __nextHasNoMarginBottom
      type="date"
      label={label}
      value={typed}
      onChange={take}
    />
  );
}
