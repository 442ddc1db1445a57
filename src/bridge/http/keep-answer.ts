import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { z } from 'zod';
import type { Operation } from './contract/operation.ts';

const versionedAnswer = z.looseObject({ version: z.string().regex(/^[^"\\\s]{1,100}$/) });

/**
 * Says by which tag an answer is known. What may be kept is kept by the asker alone and asked for
 * again each time. A version is the same in every language, so such answers are kept by nobody.
 *
 * @param text the answer as it is sent
 * @returns the tag in quotes; undefined = it has none
 */
export function tagAnswer(
  response: Response,
  operation: Pick<Operation, 'method' | 'versioned' | 'noStore'>,
  answer: unknown,
  text: string,
): string | undefined {
  if (operation.versioned) {
    const version = `"${versionedAnswer.parse(answer).version}"`;
    response.set('ETag', version);
    return version;
  }
  if (operation.method !== 'get' || operation.noStore) return undefined;
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  response.set('Cache-Control', 'private, no-cache').set('ETag', tag);
  return tag;
}
