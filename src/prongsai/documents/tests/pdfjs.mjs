// Every piece of text of a PDF as pdf.js (Firefox) sees it: node pdfjs.mjs PACKAGE_DIR FILE -> JSON by page.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const library = await import(pathToFileURL(path.resolve(folder, "legacy/build/pdf.mjs")));
const document = await library.getDocument({ data: new Uint8Array(fs.readFileSync(file)), verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= document.numPages; number++) {
  const { items } = await (await document.getPage(number)).getTextContent();
  pages.push(items.map((item) => ({ text: item.str, x: item.transform[4], y: item.transform[5], end: item.hasEOL })));
}
console.log(JSON.stringify(pages));
