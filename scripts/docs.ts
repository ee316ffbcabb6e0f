/** Brings the generated parts of the documentation up to date: `npm run docs`, after a build.
 *
 * docs/reference.md comes from the tables that the code itself reads, the picture and every shown output from runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARCHITECTURE, architecturePage } from './docs/architecture.ts';
import { drawDay, FIGURE } from './docs/figure.ts';
import { listPages, root } from './docs/pages.ts';
import { openPlayground } from './docs/playground.ts';
import { REFERENCE, referencePage } from './docs/reference.ts';
import { runPage } from './docs/run-page.ts';

update(REFERENCE, referencePage());
update(ARCHITECTURE, await architecturePage(readFileSync(join(root, ARCHITECTURE), 'utf8')));
let failed = 0;
for (const page of listPages()) {
  using playground = openPlayground();
  const { text, failures } = runPage(readFileSync(join(root, page), 'utf8'), playground.folder);
  for (const failure of failures) console.error(`${page}: ${failure}`);
  failed += failures.length;
  if (failures.length > 0) continue;
  update(page, text);
  if (page === 'README.md') update(FIGURE, await drawDay(join(playground.folder, 'results', 'first')));
}
process.exitCode = failed > 0 ? 1 : 0;

function update(path: string, text: string): void {
  const file = join(root, path);
  let before = '';
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // it is new
  }
  if (before === text) return;
  writeFileSync(file, text);
  console.error(`docs: ${path} is new`);
}
