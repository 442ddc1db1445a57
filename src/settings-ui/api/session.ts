import type { AnswerOf } from '../../bridge/http/api-contract.ts';

export type Language = 'de' | 'en' | 'fr';
export type SessionAnswer = AnswerOf<'getSession'>;
export type SignedInUser = NonNullable<SessionAnswer['user']>;

export type Session = {
  user: SignedInUser | null;
  csrfToken: string | null;
  language: Language;
  /** the server speaks two of the three */
  serverLanguage: 'de' | 'en';
};

let session: Session = { user: null, csrfToken: null, language: 'de', serverLanguage: 'de' };
const listeners = new Set<() => void>();
let isLost = false;

export function currentSession(): Session {
  return session;
}

/** Takes what the server says of the session. */
export function takeSession(answer: Pick<SessionAnswer, 'user' | 'csrfToken'>): void {
  const language = chosenLanguage(answer.user?.language ?? null);
  session = { user: answer.user, csrfToken: answer.csrfToken, ...languages(language) };
  isLost = false;
  tell();
}

export function setLanguage(language: Language): void {
  session = { ...session, ...languages(language) };
  tell();
}

/** The server knows the browser no longer; what is typed stays, and the page asks to log in again. */
export function noteSessionLost(): void {
  isLost = true;
  tell();
}

export function isSessionLost(): boolean {
  return isLost;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The user's own, else the browser's, else German: most owners are. */
export function chosenLanguage(own: string | null): Language {
  for (const wish of [own, ...navigator.languages]) {
    const language = wish?.slice(0, 2).toLowerCase();
    if (language === 'de' || language === 'en' || language === 'fr') return language;
  }
  return 'de';
}

function languages(language: Language): Pick<Session, 'language' | 'serverLanguage'> {
  return { language, serverLanguage: language === 'de' ? 'de' : 'en' };
}

function tell(): void {
  for (const listener of listeners) listener();
}
