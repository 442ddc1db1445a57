/**
 * A number somebody asks for by an environment variable, e.g. `ORDERS=10000`.
 *
 * @throws where it is none: a misspelt one must not pass for a run that did nothing
 */
export function askedNumber(name: string, usual: number): number {
  const text = process.env[name];
  if (text === undefined) return usual;
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new RangeError(`${name}=${text}: not a number`);
}

/**
 * Those of a list somebody asks for by an environment variable, e.g. `FAULT_DATABASES=sqlite`.
 *
 * @returns all of them when nobody asks
 * @throws where one is not in the list: a misspelt one must not pass for a run that did nothing
 */
export function askedOf<Name extends string>(name: string, all: readonly Name[]): readonly Name[] {
  const words = process.env[name]?.split(',');
  if (words === undefined) return all;
  const unknown = words.filter((word) => !all.some((one) => one === word));
  if (unknown.length === 0) return all.filter((one) => words.includes(one));
  throw new RangeError(`${name}: ${unknown.join(', ')} is none of ${all.join(', ')}`);
}
