import { findFault, type ParamSchema, sanitize } from './param-schema.ts';
import { isSet } from './php-values.ts';
import { RestError } from './rest.ts';

export type ParamSchemas = Readonly<Record<string, ParamSchema>>;

/**
 * Checks and sanitizes the parameters of a single call. Null counts as not sent; parameters without
 * a schema pass as they are; defaults fill what is missing.
 *
 * @throws RestError 400 `rest_invalid_param` naming every wrong parameter
 */
export function checkParams(
  params: Record<string, unknown>,
  schemas: ParamSchemas,
): Record<string, unknown> {
  const checked = { ...params };
  const messages: Record<string, string> = {};
  const details: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const value = params[name];
    if (!isSet(value)) {
      if (schema.default !== undefined) checked[name] = schema.default;
      continue;
    }
    const fault = findFault(value, schema, name);
    if (fault === undefined) {
      checked[name] = sanitize(value, schema);
    } else {
      messages[name] = fault.message;
      details[name] = fault;
    }
  }
  const wrong = Object.keys(messages);
  if (wrong.length > 0) {
    throw new RestError('rest_invalid_param', `Invalid parameter(s): ${wrong.join(', ')}`, {
      status: 400,
      params: messages,
      details,
    });
  }
  return checked;
}
