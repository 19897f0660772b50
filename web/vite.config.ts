import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The server embeds dist/ and serves it beside /v1, so paths are absolute and no environment is baked in.
export default defineConfig({
  plugins: [react()],
  server: {
    port: 5173,
    strictPort: true,
    // The cookie and its origin check see one origin in development as in production.
    proxy: {
      "/v1": { target: "http://127.0.0.1:8080", changeOrigin: false },
      "/openapi.json": { target: "http://127.0.0.1:8080", changeOrigin: false },
    },
  },
  build: {
    outDir: "dist",
    target: ["chrome120", "firefox121", "safari17"],
    // The content security policy of the server allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    sourcemap: false,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/app/test-setup.ts"],
  },
});
