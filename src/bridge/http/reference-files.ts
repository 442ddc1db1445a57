import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import { PAGE_POLICY } from './page-policy.ts';
import { readStaticFile, type StaticFile, sendStaticFile } from './static-files.ts';

const AT = '/api/v1/reference/';
const OWN = fileURLToPath(new URL('reference/', import.meta.url));
const LIBRARY = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const FILES = new Map([
  ['', join(OWN, 'index.html')],
  ['reference.js', join(OWN, 'reference.js')],
  ['swagger-ui.css', join(LIBRARY, 'swagger-ui.css')],
  ['swagger-ui-bundle.js', join(LIBRARY, 'swagger-ui-bundle.js')],
  ['favicon-32x32.png', join(LIBRARY, 'favicon-32x32.png')],
]);

/** The description of the web service for people to read, all of it from this machine. */
export function serveReference(): RequestHandler {
  const read = new Map<string, Promise<StaticFile>>();
  return async (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && `${request.path}/` === AT) {
      response.redirect(308, 'reference/'); // its files are asked for beside it
      return;
    }
    const name = request.path.startsWith(AT) ? request.path.slice(AT.length) : undefined;
    const path = name === undefined ? undefined : FILES.get(name);
    if (!isRead || path === undefined) {
      next();
      return;
    }
    const file = read.get(path) ?? readStaticFile(path);
    read.set(path, file);
    response.set('Content-Security-Policy', PAGE_POLICY);
    sendStaticFile(request, response, await file);
  };
}
