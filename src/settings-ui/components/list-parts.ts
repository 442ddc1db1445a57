import type { ReactNode } from 'react';

/** A column. `render` goes before `getValue`, that before the item's own property; "" = nothing to be told. */
export type Field<Item> = {
  id: string;
  label: string;
  /** false: it can't be hidden */
  enableHiding?: boolean;
  getValue?: (given: { item: Item }) => unknown;
  render?: (given: { item: Item }) => ReactNode;
};

/** What can be done with a row, and with several at once where it says so. */
export type Action<Item> = {
  id: string;
  label: string;
  isPrimary?: boolean;
  supportsBulk?: boolean;
  isEligible?: (item: Item) => boolean;
  callback: (items: Item[]) => void;
};
