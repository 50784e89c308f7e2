/// <reference lib="webworker" />
// Keeps the app itself on the PC, so that it opens without a line. It keeps no answers of the API: what is kept of
// those belongs to a person and lies in that person's database, which signing out deletes.
declare const self: ServiceWorkerGlobalScope;

const FILES = JSON.parse('__FILES_OF_THIS_BUILD__') as string[];
const CACHE = `patravali-app-${hash(FILES.join())}`;
/** Files fetched side by side: a browser has six connections to a host, and the screen that is open needs some. */
const ABREAST = 4;

/** Two builds of the same files share a cache; names carry a hash of the contents. */
function hash(text: string): string {
  let value = 5381;
  for (const letter of text) value = (value * 33 + letter.charCodeAt(0)) >>> 0;
  return value.toString(36);
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      const left = [...FILES];
      const fetchOn = async () => {
        for (let file = left.shift(); file; file = left.shift()) if (!(await cache.match(file))) await cache.add(file);
      };
      await Promise.all(Array.from({ length: ABREAST }, fetchOn));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith('patravali-app-') && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate') {
    if (isScreen(url.pathname)) event.respondWith(kept('/', event.request));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(kept(url.pathname, event.request));
  }
});

/** Pages that the gateway makes itself, and the citizen's page, are not screens of the app. */
function isScreen(path: string): boolean {
  return !/^\/(api|problems|static|status|metrics|livez|readyz)(\/|$)/.test(path);
}

async function kept(path: string, request: Request): Promise<Response> {
  const found = await (await caches.open(CACHE)).match(path);
  return found ?? fetch(request);
}

export {};
