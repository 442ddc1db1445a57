import { Button } from '@wordpress/components';
import { type ReactNode, useRef } from 'react';

/** A list of things of several fields each: they can be added, changed and taken out. */
export function ItemList<Item>({
  title,
  help,
  items,
  titleOf,
  add,
  removeLabel,
  empty,
  onChange,
  children,
}: {
  title: string;
  help?: ReactNode;
  items: readonly Item[];
  titleOf: (item: Item, index: number) => string;
  add: { label: string; make: () => Item };
  removeLabel: (title: string) => string;
  /** said where there are none */
  empty: string;
  onChange: (items: Item[]) => void;
  children: (item: Item, change: (part: Partial<Item>) => void, index: number) => ReactNode;
}) {
  const addButton = useRef<HTMLButtonElement>(null);
  return (
    <fieldset className="form-group">
      <legend>{title}</legend>
      {help && <p className="form-group-help">{help}</p>}
      {items.length === 0 && <p className="item-list-empty">{empty}</p>}
      {items.map((item, index) => {
        const name = titleOf(item, index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items have no name of their own yet
          <fieldset key={index} className="item-list-item">
            <legend>{name}</legend>
            {children(
              item,
              (part) =>
                onChange(items.map((other, at) => (at === index ? { ...other, ...part } : other))),
              index,
            )}
            <Button
              variant="link"
              isDestructive
              onClick={() => {
                onChange(items.filter((_, at) => at !== index));
                addButton.current?.focus();
              }}
            >
              {removeLabel(name)}
            </Button>
          </fieldset>
        );
      })}
      <Button
        ref={addButton}
        variant="secondary"
        className="item-list-add"
        onClick={() => onChange([...items, add.make()])}
      >
        {add.label}
      </Button>
    </fieldset>
  );
}
