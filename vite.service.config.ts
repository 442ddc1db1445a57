import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const REFERENCE = new URL('src/bridge/http/reference/', import.meta.url);

/** V8 keeps a program's text as long as it runs: one byte a letter where all are ASCII, else two. */
function asciiOnly(): Plugin {
  return {
    name: 'ascii-only',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code.replace(/\P{ASCII}/gu, (letter) =>
          letter
            .split('')
            .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
            .join(''),
        );
      }
    },
  };
}

/** The files that the service sends as they are lie beside it, as in the source. */
function referenceFiles(): Plugin {
  return {
    name: 'reference-files',
    buildStart() {
      for (const name of readdirSync(REFERENCE)) {
        const source = readFileSync(new URL(name, REFERENCE));
        this.emitFile({ type: 'asset', fileName: `reference/${name}`, source });
      }
    },
  };
}

/**
 * The service and its commands as one file, for start and memory: Node reads one module instead of 2,800, and strips no
 * types. What finds its own files beside it stays where it is installed.
 */
export default defineConfig({
  publicDir: false,
  plugins: [asciiOnly(), referenceFiles()],
  ssr: { noExternal: true, external: ['pino', 'write-file-atomic', 'pg-native'] },
  build: {
    ssr: 'src/bridge/main.ts',
    ssrEmitAssets: true,
    outDir: 'dist/bridge',
    emptyOutDir: true,
    target: 'node24',
    // Whitespace and comments go; names stay, for the log of a crash.
    rolldownOptions: {
      output: {
        // All in one folder as deep as the source: paths from a file to others hold.
        entryFileNames: 'cli.js',
        chunkFileNames: 'parts-[name].js',
        minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
      },
    },
  },
});
