import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/**
 * The clinic's screens, the companion's and those of one's account need a connection, and pictures of the icon are the
 * operating system's: not on the phone.
 */
const LEFT_OUT = /clinic|companion|account|\.png$/;

/**
 * Tells the service worker what to keep: fills `__PRECACHE__` and `__VERSION__` in sw.js with the list of what the
 * patient's app needs and a hash of the whole build. Any changed byte is a new version; an equal build is not.
 */
export function precache(): Plugin {
  let publicDir = "public";
  return {
    name: "journal-precache",
    apply: "build",
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const digest = createHash("sha256");
        const urls: string[] = [];
        const keep = (name: string, bytes: string | Uint8Array) => {
          digest.update(name).update(bytes);
          if (!LEFT_OUT.test(name)) urls.push(`/${name}`);
        };
        for (const name of Object.keys(bundle).sort()) {
          const item = bundle[name];
          if (!item || name === "sw.js") continue;
          keep(name, item.type === "chunk" ? item.code : item.source);
        }
        for (const name of readdirSync(publicDir).sort()) keep(name, readFileSync(join(publicDir, name)));
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") throw new Error("the build has no service worker");
        digest.update(worker.code);
        worker.code = worker.code
          .replaceAll("__PRECACHE__", JSON.stringify(urls))
          .replaceAll("__VERSION__", JSON.stringify(digest.digest("hex").slice(0, 16)));
      },
    },
  };
}
