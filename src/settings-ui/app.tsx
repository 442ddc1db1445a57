import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { SlotFillProvider } from '@wordpress/components';
import '@wordpress/components/build-style/style.css';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './app.css';
import { ApiProblem, Unreachable } from './api/call.ts';
import { useSession } from './api/use-api.ts';
import { GuardedRouter } from './components/unsaved-guard.tsx';
import { speakComponents } from './i18n/component-words.ts';
import { loadWords } from './i18n/load-words.ts';
import { type Words, WordsContext } from './i18n/words.ts';
import { Layout } from './layout.tsx';
import { Screens } from './screens.tsx';

/** What the bridge refuses is not asked again by itself; what did not arrive is. */
function createClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache(),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, fault) =>
          failures < 2 && !(fault instanceof ApiProblem && fault.details.status < 500),
        // While the bridge is away the page keeps asking, so that it goes on by itself.
        refetchInterval: (query) => (query.state.error instanceof Unreachable ? 5_000 : false),
      },
    },
  });
}

/** Where the page lies, e.g. "" or "/otto-bridge": the server writes it into the document. */
const BASE = new URL(document.baseURI).pathname.replace(/\/$/, '');

function App({ firstWords, client }: { firstWords: Words; client: QueryClient }) {
  const { language } = useSession();
  const [words, setWords] = useState(firstWords);
  useEffect(() => {
    let isCurrent = true;
    document.documentElement.lang = language;
    void loadWords(language).then((loaded) => {
      if (!isCurrent) return;
      speakComponents(language);
      setWords(loaded);
      void client.invalidateQueries();
    });
    return () => {
      isCurrent = false;
    };
  }, [language, client]);
  return (
    <WordsContext.Provider value={words}>
      <GuardedRouter base={BASE}>
        <Layout>
          <Screens />
        </Layout>
      </GuardedRouter>
    </WordsContext.Provider>
  );
}

/** Shows the page to somebody who is logged in. */
export async function showApp(place: HTMLElement): Promise<void> {
  const { currentSession } = await import('./api/session.ts');
  const { language } = currentSession();
  speakComponents(language);
  const firstWords = await loadWords(language);
  const client = createClient();
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <SlotFillProvider>
          <App firstWords={firstWords} client={client} />
        </SlotFillProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
