import { useQueryClient } from '@tanstack/react-query';
import { Button, Notice, SelectControl } from '@wordpress/components';
import { menu as menuIcon } from '@wordpress/icons';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { call } from './api/call.ts';
import { useLive, useLiveChanges } from './api/live-changes.ts';
import { setLanguage, takeSession } from './api/session.ts';
import { useMay, useSession } from './api/use-api.ts';
import { LogInAgain } from './components/log-in-again.tsx';
import { useWords } from './i18n/words.ts';

const LANGUAGES = [
  { value: 'de', label: 'Deutsch' },
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'Français' },
] as const;

/** What stands around every screen: the pages, who is logged in, and whether the bridge answers. */
export function Layout({ children }: { children: ReactNode }) {
  const { shell } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [path] = useLocation();
  useLiveChanges();
  const { isReachable } = useLive();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a menu that was used is in the way
  useEffect(() => setOpen(false), [path]);
  return (
    <div className="layout">
      <a className="skip-link" href="#content">
        {shell.skip}
      </a>
      <aside
        className={isOpen ? 'side is-open' : 'side'}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        <div className="side-head">
          <span className="brand">{shell.product}</span>
          <Button
            className="menu-button"
            icon={menuIcon}
            label={shell.menu}
            aria-expanded={isOpen}
            aria-controls="side-body"
            onClick={() => setOpen(!isOpen)}
          />
        </div>
        <div id="side-body" className="side-body">
          <Pages />
          <UserBox />
        </div>
      </aside>
      <main id="content" className="content" tabIndex={-1}>
        {!isReachable && (
          <Notice status="warning" isDismissible={false}>
            <strong>{shell.offlineTitle}</strong> {shell.offlineText}
          </Notice>
        )}
        {children}
      </main>
      <LogInAgain />
    </div>
  );
}

function Pages() {
  const { shell } = useWords();
  const [path] = useLocation();
  const canConfigure = useMay('configure');
  const { openIncidents } = useLive();
  const pages = [
    ['/today', shell.today],
    ['/orders', shell.orders],
    ['/ship', shell.ship],
    ['/returns', shell.returns],
    ['/stock', shell.stock],
    ['/error-centre', shell.errorCentre],
    ['/payments', shell.payments],
    ['/receipts', shell.receipts],
    ['/reconcile', shell.reconcile],
    ['/jobs', shell.jobs],
    ['/settings', shell.settings],
    ...(canConfigure ? ([['/setup', shell.setUp]] as const) : []),
  ] as const;
  return (
    <nav aria-label={shell.pages}>
      <ul className="pages">
        {pages.map(([to, label]) => (
          <li key={to}>
            <Link href={to} aria-current={path.startsWith(to) ? 'page' : undefined}>
              {label}
              {to === '/error-centre' && openIncidents > 0 && (
                <span className="pages-count">{openIncidents}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function UserBox() {
  const { shell } = useWords();
  const { user, language } = useSession();
  const client = useQueryClient();
  const choose = async (chosen: string) => {
    const found = LANGUAGES.find(({ value }) => value === chosen);
    if (!found) return;
    setLanguage(found.value);
    await call('setOwnLanguage', { body: { language: found.value } }).catch(() => undefined);
  };
  const logOut = async () => {
    await call('logOut').catch(() => undefined);
    client.clear();
    takeSession({ user: null, csrfToken: null });
    window.location.reload();
  };
  return (
    <div className="user-box">
      <SelectControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        label={shell.language}
        value={language}
        options={[...LANGUAGES]}
        onChange={(chosen) => void choose(chosen)}
      />
      <p>{shell.user(user?.name ?? '')}</p>
      <Button variant="link" onClick={() => void logOut()}>
        {shell.logOut}
      </Button>
    </div>
  );
}
