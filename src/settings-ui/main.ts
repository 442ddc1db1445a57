import './base.css';
import { call } from './api/call.ts';
import { chosenLanguage, setLanguage, takeSession } from './api/session.ts';
import { LOG_IN_WORDS } from './log-in/words.ts';

/** The library of the page is loaded only for somebody who is logged in. */
async function begin(): Promise<void> {
  const place = document.getElementById('page');
  if (place === null) return;
  setLanguage(chosenLanguage(null));
  try {
    const session = await call('getSession');
    takeSession(session);
    if (session.user !== null) {
      const { showApp } = await import('./app.tsx');
      await showApp(place);
      return;
    }
    const { showLogIn } = await import('./log-in/log-in.ts');
    const { needsSetup } = session;
    const done = () => {
      if (needsSetup) history.replaceState(null, '', new URL('setup', document.baseURI));
      void begin();
    };
    showLogIn(place, { needsSetup, done });
  } catch {
    const words = LOG_IN_WORDS[chosenLanguage(null)];
    place.replaceChildren(sentence(words.unreachable), retry(words.retry));
  }
}

function sentence(text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = 'plain-message';
  element.setAttribute('role', 'alert');
  element.textContent = text;
  return element;
}

function retry(text: string): HTMLElement {
  const button = document.createElement('button');
  button.className = 'plain-button';
  button.textContent = text;
  button.addEventListener('click', () => void begin());
  return button;
}

void begin();
