import { ROLES, type Role } from '../../../../src/bridge/http/contract/operation.ts';
import { Secret } from '../../../../src/bridge/settings/secret.ts';
import { type HttpWorld, startHttpWorld } from '../http-world.ts';
import { type Browser, openBrowser } from './browser.ts';

export const PASSWORD = 'korrekt pferd batterie';

export type PeopleWorld = HttpWorld & {
  /** logged in, one for each role; the user is called like the role */
  browsers: Record<Role, Browser>;
};

/** A running service with one user of each role, all logged in. */
export async function startPeopleWorld(): Promise<PeopleWorld> {
  const world = await startHttpWorld();
  const browserOf = async (role: Role) => {
    await addPerson(world, role, role);
    const browser = openBrowser(world.service.url);
    await browser.logIn(role, PASSWORD);
    return browser;
  };
  const [view, operate, configure] = await Promise.all(ROLES.map(browserOf));
  if (!view || !operate || !configure) throw new Error('a role is missing');
  return { ...world, browsers: { view, operate, configure } };
}

/** @returns the user's id */
export async function addPerson(
  { bridge, watch }: Pick<HttpWorld, 'bridge' | 'watch'>,
  name: string,
  role: Role,
): Promise<string> {
  watch.secrets.add(PASSWORD);
  const password = new Secret(PASSWORD);
  return (await bridge.access.users.create({ name, password, role, language: null })).user_id;
}
