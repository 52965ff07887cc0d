// Compiles the style sheet, bundles the enhancement and copies the typeface into the package's static folder.
import { mkdir, copyFile, writeFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "prongsai", "ui", "static", "ui", "built");
const modules = join(here, "node_modules");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const style = sass.compile(join(here, "scss", "prongsai.scss"), {
  style: "compressed",
  loadPaths: [modules],
  quietDeps: true,
  silenceDeprecations: ["import"],
});
await writeFile(join(out, "prongsai.css"), style.css);

await esbuild.build({
  entryPoints: [join(here, "js", "prongsai.js"), join(here, "js", "staff.js")],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2019"],
  legalComments: "none",
  outdir: out,
});

for (const script of ["thai", "latin"]) {
  for (const weight of [400, 700]) {
    const name = `sarabun-${script}-${weight}-normal.woff2`;
    await copyFile(join(modules, "@fontsource", "sarabun", "files", name), join(out, name));
  }
}
