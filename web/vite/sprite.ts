import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);

/** One `<symbol>` of the sprite, drawn with the outline style of Tabler's set. */
function symbol(name: string): string {
  const svg = readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), "utf8");
  const shapes = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
}

/** Emits `icons-<hash>.svg`: only the icons that `icons.json` names; and the page's own mark. */
export function iconSprite(list: string): Plugin {
  return {
    name: "icon-sprite",
    apply: "build",
    generateBundle() {
      const names = JSON.parse(readFileSync(list, "utf8")) as string[];
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join("")}</svg>`;
      this.emitFile({ type: "asset", name: "icons.svg", source });
      this.emitFile({ type: "asset", name: "mark.svg", source: readFileSync("src/mark.svg", "utf8") });
    },
  };
}
