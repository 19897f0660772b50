import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** React Aria speaks thirty languages, we speak two; the other words are left out of the build. */
function ownLanguagesOnly(): Plugin {
  const words = /\/node_modules\/react-(?:aria|aria-components|stately)\/.*\/intl\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/;
  return {
    name: "own-languages-only",
    enforce: "pre",
    load(id) {
      const language = words.exec(id)?.[1];
      if (language === undefined || language === "en-US" || language === "de-DE") return null;
      return "export default {};";
    },
  };
}

type Info = { isEntry: boolean; importers: readonly string[] } | null;

const reached = new Map<string, boolean>();

/** Whether a module comes with the first page: the entry reaches it without a dynamic import. */
function isReached(id: string, infoOf: (id: string) => Info): boolean {
  const known = reached.get(id);
  if (known !== undefined) return known;
  // Until known otherwise: a circle of imports alone reaches nothing.
  reached.set(id, false);
  const info = infoOf(id);
  const found = info !== null && (info.isEntry || info.importers.some((importer) => isReached(importer, infoOf)));
  reached.set(id, found);
  return found;
}

// Every page needs them, and they change only when we upgrade: a file of their own stays in the browser's cache.
const libraries =
  /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-router|router-core|history|react-query|query-core|react-store|store)|i18next|react-i18next)\//;

/**
 * The first page in two files, libraries and ours, instead of in forty small ones that other pages share.
 * Only modules of ours are asked: a library's index reaches all of the library, used or not.
 */
function firstLoad(id: string, context: { getModuleInfo: (id: string) => Info }): string | null {
  if (libraries.test(id)) return "libraries";
  if (id.includes("node_modules")) return null;
  return isReached(id, (each) => context.getModuleInfo(each)) ? "shell" : null;
}

/** Where `cargo xtask dev` has started the server. */
const server = `http://127.0.0.1:${process.env.TOUCHSTONE_PORT ?? "8080"}`;

// The server embeds dist/ and serves it beside /v1, so paths are absolute and no environment is baked in.
export default defineConfig({
  plugins: [ownLanguagesOnly(), react()],
  server: {
    port: 5173,
    strictPort: true,
    // The cookie and its origin check see one origin in development as in production.
    proxy: {
      "/v1": { target: server, changeOrigin: false },
      "/openapi.json": { target: server, changeOrigin: false },
    },
  },
  build: {
    outDir: "dist",
    target: ["chrome120", "firefox121", "safari17"],
    // The content security policy of the server allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    sourcemap: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstLoad }] } } },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/app/test-setup.ts"],
  },
});
