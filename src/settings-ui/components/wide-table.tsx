import type { ReactNode } from 'react';

/**
 * A table that scrolls sideways where it is too wide.
 *
 * @param isStacked on a phone each row becomes a small card instead
 */
export function WideTable({
  caption,
  isStacked = false,
  children,
}: {
  caption: string;
  isStacked?: boolean;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table className={isStacked ? 'plain-table is-stacked' : 'plain-table'}>
        <caption className="visually-hidden">{caption}</caption>
        {children}
      </table>
    </section>
  );
}
