import { Link } from 'wouter';

/** Parts of a screen, each with an address of its own. */
export function TabsBar({
  label,
  items,
}: {
  label: string;
  items: readonly { to: string; label: string; isCurrent: boolean; count?: string }[];
}) {
  return (
    <nav aria-label={label}>
      <ul className="tabs-bar">
        {items.map((item) => (
          <li key={item.to}>
            <Link href={item.to} aria-current={item.isCurrent ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span className="tabs-count"> {item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
