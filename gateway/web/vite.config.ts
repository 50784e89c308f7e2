import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest)$/;

/** Tells the service worker what belongs to this build, and lays compressed copies beside the files. */
function installable(): Plugin {
  return {
    name: 'installable',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => name !== 'sw.js' && !name.endsWith('.map'));
      const worker = bundle['sw.js'];
      if (worker?.type === 'chunk') {
        const listed = JSON.stringify(['/', ...files.filter((name) => name !== 'index.html').map((name) => `/${name}`)]);
        worker.code = worker.code.replace(/["'`]__FILES_OF_THIS_BUILD__["'`]/, () => `${JSON.stringify(listed)}`);
      }
      for (const [name, item] of Object.entries(bundle)) {
        if (!COMPRESSIBLE.test(name)) continue;
        const plain = Buffer.from(item.type === 'chunk' ? item.code : item.source);
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        this.emitFile({ type: 'asset', fileName: `${name}.br`, source: brotliCompressSync(plain, { params }) });
        this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(plain, { level: 9 }) });
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
      input: { index: 'index.html', sw: 'src/sw.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'app/[name]-[hash].js'),
        chunkFileNames: 'app/[name]-[hash].js',
        assetFileNames: 'app/[name]-[hash][extname]',
      },
    },
  },
  plugins: [installable()],
});
