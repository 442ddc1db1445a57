import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { answeredUnchanged } from './answered-unchanged.ts';

const zip = promisify(gzip);

/** What gains nothing from being compressed again. */
const COMPRESSED = new Set(['.png', '.jpg', '.webp', '.woff2', '.ico']);

/** A file as it is sent. */
export type StaticFile = {
  /** with its dot */
  extension: string;
  /** in quotes */
  tag: string;
  plain: Buffer;
  /** encodings it can be sent in, the better first */
  encoded: ReadonlyMap<'br' | 'gzip', Buffer>;
};

/** Reads a file; `.br` and `.gz` beside it are taken where the build made them. */
export async function readStaticFile(path: string): Promise<StaticFile> {
  const plain = await readFile(path);
  return staticFile(extname(path), plain, {
    br: await readFile(`${path}.br`).catch(() => undefined),
    gzip: await readFile(`${path}.gz`).catch(() => undefined),
  });
}

export async function staticFile(
  extension: string,
  plain: Buffer,
  made: { br?: Buffer | undefined; gzip?: Buffer | undefined } = {},
): Promise<StaticFile> {
  const encoded = new Map<'br' | 'gzip', Buffer>();
  if (made.br) encoded.set('br', made.br);
  if (made.gzip) encoded.set('gzip', made.gzip);
  if (!made.gzip && !COMPRESSED.has(extension)) encoded.set('gzip', await zip(plain));
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
  return { extension, tag: `"${hash}"`, plain, encoded };
}

/** Keeps what a name of its content makes unchangeable for good; all else is asked for again. */
export function sendStaticFile(
  request: Request,
  response: Response,
  file: StaticFile,
  { isImmutable = false }: { isImmutable?: boolean } = {},
): void {
  const { extension, tag, plain, encoded } = file;
  response
    .vary('Accept-Encoding')
    .set('ETag', tag)
    .set('Cache-Control', isImmutable ? 'public, max-age=31536000, immutable' : 'private, no-cache')
    .type(extension);
  if (answeredUnchanged(request, response, tag)) return;
  const wanted = request.acceptsEncodings([...encoded.keys(), 'identity']);
  const body = wanted === 'br' || wanted === 'gzip' ? encoded.get(wanted) : undefined;
  if (body !== undefined) response.set('Content-Encoding', `${wanted}`);
  response.send(body ?? plain);
}
