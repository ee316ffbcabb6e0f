/** A process that tries one case after the other. Whoever started it ends it when it takes too long or too much. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FuzzCase, Verdict } from './case.ts';
import { finding } from './case.ts';
import { evaluate } from './evaluate.ts';

export type FromChild =
  | { readonly kind: 'ready' | 'running' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict };

const home = process.cwd();
const tell = (message: FromChild) => process.send?.(message);

async function tryCase(fuzzCase: FuzzCase): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'wattshift-fuzz-'));
  try {
    for (const [name, content] of Object.entries(fuzzCase.files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    process.chdir(folder);
    return await evaluate(fuzzCase, () => tell({ kind: 'running' }));
  } catch (error) {
    return finding(
      `thrown: ${error instanceof Error ? error.name : 'no error'}`,
      error instanceof Error ? (error.stack ?? '') : String(error),
    );
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

process.on('message', (fuzzCase: FuzzCase) => {
  void tryCase(fuzzCase).then((verdict) => tell({ kind: 'verdict', verdict }));
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
