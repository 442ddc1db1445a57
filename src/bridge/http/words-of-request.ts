import type { Request } from 'express';
import { z } from 'zod';
import { sayingOf } from '../words/owner-words.ts';
import type { Language, Params } from '../words/saying.ts';
import type { Told } from './contract/parts.ts';
import { params as paramsSchema } from './contract/parts.ts';

const LANGUAGES = ['de', 'en'] as const satisfies readonly Language[];
const languageSchema = z.enum(LANGUAGES).catch('en');

/**
 * The language a request is answered in, by its Accept-Language.
 *
 * @param usual of the settings: for who names no language, or takes any; who names only others gets English
 */
export function languageOf(request: Request, usual: Language): Language {
  const others = LANGUAGES.filter((language) => language !== usual);
  return languageSchema.parse(request.acceptsLanguages(usual, ...others));
}

/** What a code means, for an answer. */
export function tell(language: Language, code: string, params: Params): Told {
  const { what, follows, todo } = sayingOf(language, code, params);
  return { code, params, what, follows: follows ?? null, todo: todo ?? null };
}

/** The same for a code as the ledger keeps it; null where it keeps none. */
export function tellStored(
  language: Language,
  code: string | null,
  storedParams: string | null,
): Told | null {
  return code === null ? null : tell(language, code, readParams(storedParams));
}

/** Params as the ledger keeps them; what is not readable is no reason to withhold the rest. */
export function readParams(text: string | null): Params {
  if (text === null) return {};
  try {
    return paramsSchema.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
