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
        chunkFileNames: 'app/[name]-[hash].js',
        assetFileNames: 'app/[name]-[hash][extname]',
      },
    },
  },
  plugins: [installable()],
});
