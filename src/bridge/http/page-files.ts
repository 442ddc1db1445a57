import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import type { LanguageOf } from './http-parts.ts';
import { ASSET_FOLDER, withBase } from './page-base.ts';
import { pageMissing } from './page-missing.ts';
import { PAGE_POLICY } from './page-policy.ts';
import { Problem } from './problem.ts';
import { readStaticFile, type StaticFile, sendStaticFile, staticFile } from './static-files.ts';

const INDEX = 'index.html';

/** What belongs to programs. */
const NOT_PAGE = /^\/(api|webhooks|healthz|readyz|metrics)(\/|$)/;

/** One build of the page: the names it has and what was read of it. */
type Build = { madeAt: number; names: ReadonlySet<string>; read: Map<string, Promise<StaticFile>> };

/**
 * The page for people: every path that belongs to no program is one of its places, so that an
 * address can be kept and sent on. Files are those of the build and no others.
 *
 * @param folder what `npm run build` made; looked at anew when its index.html changes
 */
export function servePage(folder: string, languageOf: LanguageOf): RequestHandler {
  let build: Build | undefined;

  async function present(): Promise<Build | undefined> {
    const index = await stat(join(folder, INDEX)).catch(() => undefined);
    if (index === undefined) return undefined;
    if (build?.madeAt !== index.mtimeMs) {
      build = { madeAt: index.mtimeMs, names: await namesIn(folder), read: new Map() };
    }
    return build;
  }

  function fileOf({ read }: Build, key: string, make: () => Promise<StaticFile>) {
    const known = read.get(key) ?? make();
    read.set(key, known);
    known.catch(() => read.delete(key));
    return known;
  }

  async function serve(request: Request, response: Response): Promise<void> {
    const name = request.path.slice(1);
    const now = await present();
    if (now?.names.has(name)) {
      const file = await fileOf(now, name, () => readStaticFile(join(folder, name)));
      sendStaticFile(request, response, file, { isImmutable: name.startsWith(ASSET_FOLDER) });
      return;
    }
    if (name.startsWith(ASSET_FOLDER)) throw new Problem(404, 'path-unknown');
    response.set('Content-Security-Policy', PAGE_POLICY);
    if (now === undefined) {
      response
        .status(503)
        .type('html')
        .send(pageMissing(languageOf(request)));
      return;
    }
    const { depth, base } = withBase(request.path);
    const index = await fileOf(now, `/${depth}`, async () => {
      const { plain } = await readStaticFile(join(folder, INDEX));
      return staticFile('.html', Buffer.from(base(plain.toString('utf8')), 'utf8'));
    });
    sendStaticFile(request, response, index);
  }

  return async (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && !NOT_PAGE.test(request.path)) await serve(request, response);
    else next();
  };
}

/** Names below the folder, with "/"; without what a browser has no business with. */
async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.split(sep).join('/'));
  return new Set(names.filter((name) => name !== INDEX && !/(^|\/)\.|\.(br|gz|map)$/.test(name)));
}
