import type { Plugin } from "vite";

/** Emits `assets.json`: the plain name a template asks for → the hashed file that is served. */
export function assetManifest(): Plugin {
  return {
    name: "asset-manifest",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const files: Record<string, string> = {};
      for (const file of Object.keys(bundle)) {
        const plain = file.replace(/-[\w-]{8}(\.\w+)$/, "$1");
        files[plain] = file;
      }
      this.emitFile({ type: "asset", fileName: "assets.json", source: JSON.stringify(files, null, 1) });
    },
  };
}
