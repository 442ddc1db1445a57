import { Button, DropdownMenu } from '@wordpress/components';
import { moreVertical } from '@wordpress/icons';
import { useWords } from '../i18n/words.ts';
import type { Action, Field } from './list-parts.ts';

/** A list where a table has no room: each row is a card, with everything that the table has. */
export function RowCards<Item>({
  items,
  fields,
  titleField,
  idOf,
  actions,
}: {
  items: readonly Item[];
  fields: readonly Field<Item>[];
  titleField: string;
  idOf: (item: Item) => string;
  actions: readonly Action<Item>[];
}) {
  const title = fields.find(({ id }) => id === titleField);
  const others = fields.filter(({ id }) => id !== titleField);
  return (
    <ul className="row-cards">
      {items.map((item) => (
        <li key={idOf(item)}>
          <div className="row-card-head">
            <strong>{title && <Cell field={title} item={item} />}</strong>
            <CardActions item={item} actions={actions} />
          </div>
          <dl>
            {others
              .filter(({ getValue }) => getValue?.({ item }) !== '')
              .map((field) => (
                <div key={field.id} className="row-card-field">
                  <dt>{field.label}</dt>
                  <dd>
                    <Cell field={field} item={item} />
                  </dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function CardActions<Item>({ item, actions }: { item: Item; actions: readonly Action<Item>[] }) {
  const { shell } = useWords();
  const possible = actions.filter(({ isEligible }) => isEligible?.(item) ?? true);
  const [first] = possible;
  if (first === undefined) return null;
  if (possible.length === 1) {
    return (
      <Button variant="secondary" size="small" onClick={() => first.callback([item])}>
        {first.label}
      </Button>
    );
  }
  return (
    <DropdownMenu
      icon={moreVertical}
      label={shell.actions}
      controls={possible.map(({ label, callback }) => ({
        title: label,
        onClick: () => callback([item]),
      }))}
    />
  );
}

function Cell<Item>({ field, item }: { field: Field<Item>; item: Item }) {
  if (field.render) return field.render({ item });
  const value = field.getValue ? field.getValue({ item }) : valueAt(item, field.id);
  return <>{String(value ?? '')}</>;
}

function valueAt(item: unknown, id: string): unknown {
  return typeof item === 'object' && item !== null
    ? Object.entries(item).find(([key]) => key === id)?.[1]
    : '';
}
