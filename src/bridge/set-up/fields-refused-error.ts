import type { z } from 'zod';

/** What is wrong with one field, in a schema's own short words; never a value. */
export type RefusedField = { field: string; message: string };

/** A change that was understood, but would make the settings unusable. Nothing was changed. */
export class FieldsRefusedError extends Error {
  override readonly name = 'FieldsRefusedError';
  readonly fields: readonly RefusedField[];

  constructor(fields: readonly RefusedField[]) {
    super(`Not saved: ${fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}`);
    this.fields = fields;
  }
}

/**
 * The issues of the whole document, named as the fields of what was sent in.
 *
 * @param place where the part that was sent in lies in the document, e.g. `['importRules']`
 */
export function refusedFields(
  issues: readonly z.core.$ZodIssue[],
  place: readonly (string | number)[],
): RefusedField[] {
  return issues.map(({ path, message }) => {
    const isWithin = place.every((key, index) => path[index] === key);
    const rest = isWithin ? path.slice(place.length) : path;
    return { field: rest.map(String).join('.'), message };
  });
}
