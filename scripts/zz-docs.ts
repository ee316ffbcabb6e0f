import { readFileSync, writeFileSync } from 'node:fs';
import { openPlayground } from './docs/playground.ts';
import { runPage } from './docs/run-page.ts';
for (const page of process.argv.slice(2)) {
  using playground = openPlayground();
  const { text, failures } = runPage(readFileSync(page, 'utf8'), playground.folder);
  console.log(page, failures.join('\n'));
  if (failures.length === 0) writeFileSync(page, text);
}
