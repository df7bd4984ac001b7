import { defineConfig } from "vite";
import { compressed } from "./vite/compress.ts";
import { assetManifest } from "./vite/manifest.ts";
import { iconSprite } from "./vite/sprite.ts";

// Officers' machines are old: the script and styles are written down to the browsers of 2021.
export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [iconSprite("icons.json"), assetManifest(), compressed("dist")],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2020",
    cssTarget: "chrome87",
    modulePreload: false,
    rollupOptions: {
      checks: { eval: false }, // htmx asks for it in filters of hx-trigger; the policy of the pages forbids it anyway
      input: { desk: "src/desk.ts" },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
