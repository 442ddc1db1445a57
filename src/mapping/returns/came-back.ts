/**
 * Stands as status of a piece that came back while OTTO lists no return of it; any word of OTTO's goes
 * over it.
 */
export const CAME_BACK = 'CAME_BACK';
