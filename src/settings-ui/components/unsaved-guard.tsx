import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { type AroundNavHandler, Router } from 'wouter';
import { useWords } from '../i18n/words.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

const UnsavedContext = createContext<{ current: boolean }>({ current: false });

/** Says while a form holds what is not saved: leaving it asks first. */
export function useUnsaved(isUnsaved: boolean): void {
  const unsaved = useContext(UnsavedContext);
  useEffect(() => {
    unsaved.current = isUnsaved;
    const ask = (event: BeforeUnloadEvent) => {
      if (isUnsaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      unsaved.current = false;
      window.removeEventListener('beforeunload', ask);
    };
  }, [isUnsaved, unsaved]);
}

/** The page's addresses. Going elsewhere passes through here, so that nothing unsaved is lost. */
export function GuardedRouter({ base, children }: { base: string; children: ReactNode }) {
  const { shell } = useWords();
  const unsaved = useRef(false);
  const [wish, setWish] = useState<(() => void) | undefined>();
  const askFirst: AroundNavHandler = useCallback((navigate, to, options) => {
    const isElsewhere = new URL(to, window.location.href).pathname !== window.location.pathname;
    if (unsaved.current && isElsewhere) setWish(() => () => navigate(to, options));
    else navigate(to, options);
  }, []);
  return (
    <UnsavedContext.Provider value={unsaved}>
      <Router base={base} aroundNav={askFirst}>
        {children}
      </Router>
      {wish && (
        <ConfirmDialog
          title={shell.unsavedTitle}
          confirm={shell.leave}
          isDestructive
          onClose={() => setWish(undefined)}
          onConfirm={async () => {
            unsaved.current = false;
            wish();
          }}
        >
          <p>{shell.unsavedText}</p>
        </ConfirmDialog>
      )}
    </UnsavedContext.Provider>
  );
}
