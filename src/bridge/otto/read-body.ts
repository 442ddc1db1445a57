import { PayloadError } from '../errors.ts';

/** A page of 256 orders is about 1 MB; what is fifty times that is not an answer. */
export const LARGEST_BODY_BYTES = 50 * 1024 * 1024;

/** The whole body as text; throws what `readBytes` throws. */
export async function readBody(source: string, response: Response): Promise<string> {
  return textOf(await readBytes(source, response));
}

/** Bytes as text, without a byte order mark. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/**
 * The whole body, counted while it comes in.
 *
 * @throws PayloadError when it is larger than `LARGEST_BODY_BYTES`; other errors as the stream throws
 *   them (cut off, aborted)
 */
export async function readBytes(source: string, response: Response): Promise<Uint8Array> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (announced > LARGEST_BODY_BYTES) {
    await response.body?.cancel();
    throw tooLarge(source);
  }
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BODY_BYTES) throw tooLarge(source);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(source: string): PayloadError {
  return new PayloadError(source, [`the body is larger than ${LARGEST_BODY_BYTES} bytes`]);
}
