import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { API_OPERATIONS } from './src/bridge/http/api-contract.ts';

/** What the page needs of the contract while it runs: method and path. The schemas stay on the server. */
function apiRoutes(): Plugin {
  const name = 'virtual:api-routes';
  return {
    name: 'api-routes',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      const routes = Object.entries(API_OPERATIONS).map(([operation, { method, path }]) => [
        operation,
        [method, path],
      ]);
      return `export const API_ROUTES = ${JSON.stringify(Object.fromEntries(routes))};`;
    },
  };
}

export default defineConfig({
  root: 'src/settings-ui',
  // Relative, so that the page works under any path of a reverse proxy.
  base: './',
  plugins: [react(), apiRoutes()],
  build: {
    outDir: '../../dist/settings-ui',
    emptyOutDir: true,
    target: 'es2022',
    // No inlined file, and no inline script for preloading: the page's CSP allows none.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    chunkSizeWarningLimit: 1_200,
  },
});
