import { defineConfig } from "vitest/config";
import { compress } from "./tools/compress.ts";
import { precache } from "./tools/precache.ts";

export default defineConfig({
  base: "/",
  publicDir: "public",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  json: { stringify: true },
  server: {
    host: "127.0.0.1",
    fs: { allow: ["..", "."] },
    proxy: { "/api": process.env.JOURNAL_API ?? "http://127.0.0.1:8000" },
  },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: "index.html" },
      output: { entryFileNames: "assets/[name]-[hash].js" },
    },
  },
  plugins: [precache(), compress()],
  test: { include: ["tests/**/*.test.ts", "src/**/*.test.ts"], environment: "node" },
});
