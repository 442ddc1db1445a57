import type { z } from 'zod';

/** A key where it stands: names of fields, and entries of lists by place or, where they have one, by id. */
type Step = string | number | { id: string };

/** What a newer version added to the settings. This one does not understand it, and keeps it. */
export type NewerKeys = {
  revision: number;
  keys: { path: Step[]; key: string; value: unknown }[];
};

type Fields = Record<string, unknown>;

/**
 * Parts what a schema knows from the keys that it does not.
 *
 * @returns `known`: a copy without them, still to be parsed
 */
export function takeNewerKeys(
  document: Fields,
  schema: z.ZodType,
  revision: number,
): { known: Fields; newer: NewerKeys } {
  const known = structuredClone(document);
  const newer: NewerKeys = { revision, keys: [] };
  for (const issue of schema.safeParse(document).error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') continue;
    const { holder, path } = walk(known, issue.path.map(asStep));
    if (!isFields(holder)) continue;
    for (const key of issue.keys) {
      newer.keys.push({ path, key, value: holder[key] });
      delete holder[key];
    }
  }
  return { known, newer };
}

/** Puts them back where they stood; what stood in an entry that is gone goes with it. */
export function withNewerKeys(settings: Fields, { revision, keys }: NewerKeys): Fields {
  const { formatVersion, ...rest } = structuredClone(settings);
  const document: Fields = { formatVersion, formatRevision: revision, ...rest };
  for (const { path, key, value } of keys) {
    const { holder } = walk(document, path);
    if (isFields(holder)) holder[key] = value;
  }
  return document;
}

/** @returns what stands there, undefined = nothing; and the way, by ids where there are some */
function walk(document: Fields, steps: readonly Step[]): { holder: unknown; path: Step[] } {
  let holder: unknown = document;
  const path: Step[] = [];
  for (const step of steps) {
    if (Array.isArray(holder)) {
      const entries: unknown[] = holder;
      holder =
        typeof step === 'object'
          ? entries.find((entry) => isFields(entry) && entry.id === step.id)
          : entries[Number(step)];
      path.push(isFields(holder) && typeof holder.id === 'string' ? { id: holder.id } : step);
    } else {
      holder = isFields(holder) && typeof step === 'string' ? holder[step] : undefined;
      path.push(step);
    }
  }
  return { holder, path };
}

function asStep(part: PropertyKey): Step {
  return typeof part === 'number' ? part : String(part);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
