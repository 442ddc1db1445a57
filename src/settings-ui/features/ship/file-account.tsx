import { SelectControl } from '@wordpress/components';
import { useWords } from '../../i18n/words.ts';

/** Which account a file is of, where there are several. */
export function FileAccount({
  accounts,
  value,
  onChange,
}: {
  accounts: readonly { accountId: string; name: string }[];
  value: string;
  onChange: (accountId: string) => void;
}) {
  const { shell } = useWords();
  return (
    <SelectControl
      __next40pxDefaultSize
      label={shell.account}
      value={value}
      options={[
        { value: '', label: shell.allAccounts },
        ...accounts.map(({ accountId, name }) => ({ value: accountId, label: name })),
      ]}
      onChange={onChange}
    />
  );
}
