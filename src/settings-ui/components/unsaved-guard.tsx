import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { type AroundNavHandler, Router } from 'wouter';
import { useWords } from '../i18n/words.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

const UnsavedContext = createContext<{ current: Set<string> }>({ current: new Set() });

/** Says while a form holds what is not saved: leaving it asks first. */
export function useUnsaved(isUnsaved: boolean): void {
  const unsaved = useContext(UnsavedContext);
  // A screen may hold several forms.
  const form = useId();
  useEffect(() => {
    if (isUnsaved) unsaved.current.add(form);
    const ask = (event: BeforeUnloadEvent) => {
      if (isUnsaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      unsaved.current.delete(form);
      window.removeEventListener('beforeunload', ask);
    };
  }, [isUnsaved, unsaved, form]);
}

/** The page's addresses. Going elsewhere passes through here, so that nothing unsaved is lost. */
export function GuardedRouter({ base, children }: { base: string; children: ReactNode }) {
  const { shell } = useWords();
  const unsaved = useRef(new Set<string>());
  const [wish, setWish] = useState<(() => void) | undefined>();
  const askFirst: AroundNavHandler = useCallback((navigate, to, options) => {
    const isElsewhere = new URL(to, window.location.href).pathname !== window.location.pathname;
    if (unsaved.current.size > 0 && isElsewhere) setWish(() => () => navigate(to, options));
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
          refuse={shell.stay}
          isDestructive
          onClose={() => setWish(undefined)}
          onConfirm={async () => {
            unsaved.current.clear();
            wish();
          }}
        >
          <p>{shell.unsavedText}</p>
        </ConfirmDialog>
      )}
    </UnsavedContext.Provider>
  );
}
