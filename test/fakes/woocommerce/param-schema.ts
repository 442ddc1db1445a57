import { isEmail, isNumeric, isObject, listOf, toInt, toList, toNumber } from './php-values.ts';

type SchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null';

/** The part of JSON schema that WordPress checks parameters with. */
export type ParamSchema = {
  type: SchemaType | readonly SchemaType[];
  enum?: readonly string[];
  format?: 'email' | 'date-time';
  minimum?: number;
  maximum?: number;
  items?: ParamSchema;
  properties?: Readonly<Record<string, ParamSchema>>;
  default?: unknown;
};

export type ParamFault = { code: string; message: string; data: unknown };

const ISO_DATE =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d{2}(:\d{2})?)?$/;

/** The first thing wrong with a value, in WordPress' words; undefined when it passes. */
export function findFault(
  value: unknown,
  schema: ParamSchema,
  name: string,
): ParamFault | undefined {
  const type = bestType(value, schema);
  if (type === undefined) return wrongType(name, schema.type);
  const fault = typeFault(value, type, schema, name);
  if (fault !== undefined) return fault;
  if (schema.enum !== undefined && !schema.enum.includes(String(value))) {
    const message = `${name} is not one of ${spellList(schema.enum)}.`;
    return { code: 'rest_not_in_enum', message, data: null };
  }
  if (type !== 'string') return undefined;
  if (schema.format === 'email' && !isEmail(value)) {
    return { code: 'rest_invalid_email', message: 'Invalid email address.', data: null };
  }
  if (schema.format === 'date-time' && !ISO_DATE.test(String(value))) {
    return { code: 'rest_invalid_date', message: 'Invalid date.', data: null };
  }
  return undefined;
}

/** The value as the shop goes on with it: numbers and booleans in text become real ones. */
export function sanitize(value: unknown, schema: ParamSchema): unknown {
  const type = bestType(value, schema);
  if (type === 'integer') return toInt(value);
  if (type === 'number') return toNumber(value);
  if (type === 'boolean') return !['false', '0', '', 0, false].includes(asBooleanText(value));
  if (type === 'array') {
    const { items } = schema;
    return toList(value).map((entry) => (items === undefined ? entry : sanitize(entry, items)));
  }
  if (type !== 'object' || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const property = schema.properties?.[key];
      return [key, property === undefined ? entry : sanitize(entry, property)];
    }),
  );
}

function bestType(value: unknown, schema: ParamSchema): SchemaType | undefined {
  const { type } = schema;
  return typeof type === 'string' ? type : type.find((candidate) => fits(value, candidate));
}

function typeFault(
  value: unknown,
  type: SchemaType,
  schema: ParamSchema,
  name: string,
): ParamFault | undefined {
  if (!fits(value, type)) return wrongType(name, type);
  if (type === 'integer' || type === 'number') return boundsFault(toNumber(value), schema, name);
  if (type === 'array' && schema.items !== undefined) {
    for (const [index, entry] of toList(value).entries()) {
      const fault = findFault(entry, schema.items, `${name}[${index}]`);
      if (fault !== undefined) return fault;
    }
  }
  if (type === 'object' && isObject(value)) {
    for (const [key, entry] of Object.entries(value)) {
      const property = schema.properties?.[key];
      const fault = property && findFault(entry, property, `${name}[${key}]`);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function fits(value: unknown, type: SchemaType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return isNumeric(value) && Number.isInteger(toNumber(value));
    case 'number':
      return isNumeric(value);
    case 'boolean':
      return [true, false, 0, 1, 'true', 'false', '0', '1'].includes(asBooleanText(value));
    case 'object':
      return value === '' || (typeof value === 'object' && value !== null);
    case 'array':
      return isPhpList(value);
  }
}

function isPhpList(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'number') return true;
  if (Array.isArray(value)) return true;
  return (
    isObject(value) &&
    Object.keys(value).every((key) => /^\d+$/.test(key)) &&
    listOf(value).length > 0
  );
}

function asBooleanText(value: unknown): string | number | boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  return typeof value === 'string' ? value.toLowerCase() : 'neither';
}

function boundsFault(value: number, schema: ParamSchema, name: string): ParamFault | undefined {
  const { minimum, maximum } = schema;
  const fault = (message: string) => ({ code: 'rest_out_of_bounds', message, data: null });
  if (minimum !== undefined && maximum !== undefined && (value < minimum || value > maximum)) {
    return fault(`${name} must be between ${minimum} (inclusive) and ${maximum} (inclusive)`);
  }
  if (minimum !== undefined && value < minimum) {
    return fault(`${name} must be greater than or equal to ${minimum}`);
  }
  return undefined;
}

function wrongType(name: string, type: ParamSchema['type']): ParamFault {
  const types = typeof type === 'string' ? type : type.join(',');
  const message = `${name} is not of type ${types}.`;
  return { code: 'rest_invalid_type', message, data: { param: name } };
}

function spellList(values: readonly string[]): string {
  if (values.length <= 2) return values.join(' and ');
  return `${values.slice(0, -1).join(', ')}, and ${values.at(-1)}`;
}
