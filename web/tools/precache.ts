import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "vite";

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
      async handler(_options, bundle) {
        const digest = createHash("sha256");
        const urls: string[] = [];
        const keep = (name: string, bytes: string | Uint8Array) => {
          digest.update(name).update(bytes);
          if (!LEFT_OUT.test(name)) urls.push(`/${name}`);
        };
        for (const name of Object.keys(bundle).sort()) {
          const item = bundle[name];
          if (!item) continue;
          keep(name, item.type === "chunk" ? item.code : item.source);
        }
        for (const name of readdirSync(publicDir).sort()) keep(name, readFileSync(join(publicDir, name)));
        const worker = await workerCode();
        digest.update(worker);
        const source = worker
          .replaceAll("__PRECACHE__", JSON.stringify(urls))
          .replaceAll("__VERSION__", JSON.stringify(digest.digest("hex").slice(0, 16)));
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

/** The service worker in one file: not every browser lets one import others. */
async function workerCode(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      target: "es2022",
      write: false,
      rolldownOptions: { input: "src/sw/sw.ts", output: { format: "iife" } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && "output" in output ? output.output[0] : null;
  if (!chunk) throw new Error("the build has no service worker");
  return chunk.code;
}
