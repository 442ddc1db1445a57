import { Spinner } from '@wordpress/components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../i18n/words.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** A screen: its title, its main actions at the right, and what is told before everything else. */
export function PageFrame({
  title,
  actions,
  lead,
  children,
}: {
  title: string;
  actions?: ReactNode;
  /** one sentence under the title */
  lead?: ReactNode;
  children: ReactNode;
}) {
  const { shell } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${shell.product}`;
  }, [title, shell]);
  return (
    <div className="page-frame">
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {lead && <p className="page-lead">{lead}</p>}
      {children}
    </div>
  );
}

/** A part of a screen in a white box. */
export function Card({
  title,
  actions,
  children,
  level = 2,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="card">
      {(title || actions) && (
        <header className="card-head">
          {title && <Heading>{title}</Heading>}
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

/** What stands where a list or an answer has nothing to show. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Loading() {
  const { shell } = useWords();
  return (
    <p className="loading" role="status">
      <Spinner /> {shell.loading}
    </p>
  );
}

/** Shows an answer once it is there; while it is not, that it loads or why it can't. */
export function Loaded<Answer>({
  of: query,
  children,
}: {
  of: { data: Answer | undefined; error: unknown; refetch: () => unknown };
  children: (answer: Answer) => ReactNode;
}) {
  return (
    <>
      <ProblemNotice fault={query.error} onRetry={() => void query.refetch()} />
      {query.data === undefined ? !query.error && <Loading /> : children(query.data)}
    </>
  );
}
