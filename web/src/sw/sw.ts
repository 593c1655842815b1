/**
 * The service worker: the app opens without a connection, an update waits until the person lets it in, what could not be
 * sent goes when there is a connection again, and nothing under /api ever touches a cache.
 */
import { sendAll } from "./send.ts";
import { cacheFirst, dropOthers, keepAll } from "./strategies.ts";

declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build: every file of this version, and a hash of them all. */
declare const __PRECACHE__: readonly string[];
declare const __VERSION__: string;

const PREFIX = "app-";
const CACHE = PREFIX + __VERSION__;
const SHELL = "/index.html";
const KEPT = new Set(__PRECACHE__);

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll(CACHE, [...KEPT]));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers(PREFIX, CACHE).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "let in") event.waitUntil(self.skipWaiting());
});

self.addEventListener("sync", (event) => {
  if (event.tag === "send") event.waitUntil(sendAll());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isServers(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(cacheFirst(CACHE, SHELL, request));
  else if (KEPT.has(url.pathname)) event.respondWith(cacheFirst(CACHE, url.pathname, request));
});

/** Whether the server answers this itself: always fresh, never kept. */
function isServers(pathname: string): boolean {
  return /^\/(api|shl|health|metrics|schema|openapi)(\/|\.|$)/.test(pathname);
}
