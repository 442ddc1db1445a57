import type { Express } from 'express';
import { z } from 'zod';

const layersSchema = z.array(
  z.object({
    handle: z.unknown(),
    route: z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) }).optional(),
  }),
);

/**
 * Every method and path the app has a route for, read from its router.
 *
 * @throws when a router is mounted inside: then this has to learn to look into it
 */
export function routesOf(app: Express): { method: string; path: string }[] {
  return layersSchema.parse(app.router.stack).flatMap(({ handle, route }) => {
    if (typeof handle === 'function' && 'stack' in handle) throw new Error('a router in the app');
    if (!route) return [];
    const methods = Object.keys(route.methods).filter((method) => route.methods[method]);
    return methods.map((method) => ({ method, path: route.path }));
  });
}
