// Cites every item of a CSL-JSON file by itself with citeproc-js and prints {style: {id: [text, html]}} as JSON.
// The registry is emptied before each item: else the engine tells authors apart that it has met in earlier items.
//
//   node citeproc.js ITEMS.json STYLES LOCALES NAME…
//
// needs `npm install citeproc` in the folder that NODE_PATH names; STYLES and LOCALES are checkouts of the CSL project's
// repositories `styles` and `locales`, NAME the names of styles there.
const fs = require("fs");
const path = require("path");
const CSL = require("citeproc");

const [itemsFile, styles, locales, ...names] = process.argv.slice(2);
const items = JSON.parse(fs.readFileSync(itemsFile, "utf8"));
const read = (folder, name) => fs.readFileSync(path.join(folder, name), "utf8");

function locale(tag) {
  try {
    return read(locales, `locales-${tag}.xml`);
  } catch {
    return read(locales, "locales-en-US.xml");
  }
}

const out = {};
for (const name of names) {
  let item = null;
  const system = { retrieveLocale: locale, retrieveItem: () => JSON.parse(JSON.stringify(item)) };
  const engine = new CSL.Engine(system, read(styles, `${name}.csl`));
  out[name] = {};
  for (item of items) {
    out[name][item.id] = ["text", "html"].map((form) => {
      try {
        engine.registry = new CSL.Registry(engine);
        engine.setOutputFormat(form);
        engine.updateItems([item.id]);
        const entries = engine.makeBibliography()[1];
        return entries.length ? entries[0].trimEnd() : "";
      } catch (error) {
        return `ERROR ${error}`;
      }
    });
  }
}
process.stdout.write(JSON.stringify(out));
