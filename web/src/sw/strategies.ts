/** What the service worker can do with its cache, by name; when it does which is in `sw.ts`. */

/**
 * Puts every file of this version in the cache, or fails as a whole. Files whose names carry their hash may come from
 * the HTTP cache, where the first visit has just put them; of the others the server's is wanted.
 */
export async function keepAll(cacheName: string, urls: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(
    urls.map((url) => new Request(url, { cache: url.startsWith("/assets/") ? "default" : "reload" })),
  );
}

/** Deletes the caches of all other versions. */
export async function dropOthers(prefix: string, cacheName: string): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** From this version's cache; from the network only what is not there. */
export async function cacheFirst(
  cacheName: string,
  key: Request | string,
  request: Request,
): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(key)) ?? fetch(request);
}
