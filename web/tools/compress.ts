import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(js|css|html|svg|webmanifest|json)$/;

/** Writes a `.br` and a `.gz` beside every text file of the build, so that the server never compresses. */
export function compress(): Plugin {
  let out = "dist";
  return {
    name: "journal-compress",
    apply: "build",
    configResolved(config) {
      out = config.build.outDir;
    },
    closeBundle() {
      for (const path of readdirSync(out, { recursive: true, encoding: "utf8" })) {
        if (TEXT.test(path)) compressFile(join(out, path));
      }
    },
  };
}

function compressFile(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
