import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest)$/;

/** Tells the service worker what belongs to this build, and lays compressed copies beside the files once all are final. */
function installable(): Plugin {
  return {
    name: 'installable',
    apply: 'build',
    writeBundle({ dir = 'dist' }, bundle) {
      const names = [...Object.keys(bundle), ...readdirSync('public')];
      const kept = names.filter((name) => !/^sw\.js$|\.(html|txt)$/.test(name)).map((name) => `/${name}`);
      const worker = join(dir, 'sw.js');
      const listed = JSON.stringify(JSON.stringify(['/', ...kept]));
      writeFileSync(worker, readFileSync(worker, 'utf8').replace(/["'`]__FILES_OF_THIS_BUILD__["'`]/, () => listed));
      for (const name of names.filter((each) => COMPRESSIBLE.test(each))) {
        const plain = readFileSync(join(dir, name));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(plain, { params }));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(plain, { level: 9 }));
      }
    },
  };
}

/**
 * What several screens share lies in few pieces: asking for one costs a slow PC more than reading it, and the file's
 * screen alone was made of forty. What every visit begins with is kept apart from it, and small for the citizen's page.
 */
const GROUPS = [
  {
    name: 'start',
    tags: ['$initial' as const],
    test: (id: string) => !/src\/(main|sw|screens\/citizen\/)/.test(id),
    entriesAware: true,
    entriesAwareMergeThreshold: 6_000,
    priority: 2,
  },
  { name: 'writing', test: /src\/parts\/(editor|marked|notings)\//, minShareCount: 2, priority: 1 },
  { name: 'parts', test: /src\/(acts|api|keys|live|offline|parts|shell|store)\//, minShareCount: 2, priority: 1 },
];

export default defineConfig({
  base: '/',
  server: { proxy: { '/api': 'http://localhost:8000', '/static': 'http://localhost:8000' } },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', status: 'status.html', sw: 'src/sw.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'app/[name]-[hash].js'),
        chunkFileNames: (chunk) => `app/${chunk.name.split('~', 1)[0]}-[hash].js`,
        assetFileNames: 'app/[name]-[hash][extname]',
        codeSplitting: { groups: GROUPS },
      },
    },
  },
  plugins: [installable()],
});
