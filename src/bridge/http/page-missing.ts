import type { Language } from '../words/saying.ts';

const WORDS = {
  de: {
    title: 'Die Seite ist noch nicht gebaut',
    text: 'Die Brücke läuft, aber ihre Seite fehlt in dieser Installation. Führen Sie im Ordner der Brücke <code>npm run build</code> aus und laden Sie diese Seite neu. Ein Neustart ist nicht nötig.',
  },
  en: {
    title: 'The page has not been built yet',
    text: 'The bridge is running, but its page is missing from this installation. Run <code>npm run build</code> in the bridge’s folder and load this page again. No restart is needed.',
  },
} as const satisfies Record<Language, { title: string; text: string }>;

/** What stands in for a page that was never built. */
export function pageMissing(language: Language): string {
  const { title, text } = WORDS[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
}
