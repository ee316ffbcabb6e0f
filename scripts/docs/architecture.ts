/** The picture in docs/architecture.md: which part of src/ imports which, from the imports themselves. */
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from './pages.ts';

export const ARCHITECTURE = 'docs/architecture.md';

const PICTURE = /```mermaid\n[\s\S]*?```/;

/** The page with its picture up to date. */
export async function architecturePage(text: string): Promise<string> {
  return text.replace(PICTURE, `\`\`\`mermaid\n${await diagram()}\n\`\`\``);
}

/** A Mermaid flowchart: an arrow for each import between two parts, without those that follow from others. */
async function diagram(): Promise<string> {
  const imports = await importsBetweenParts();
  const parts = [...imports.keys()].sort();
  const arrows = parts.flatMap((from) =>
    reduced(imports, from)
      .sort()
      .map((to) => `  ${from} --> ${to}`),
  );
  return ['flowchart TD', ...arrows].join('\n');
}

type Imports = ReadonlyMap<string, ReadonlySet<string>>;

async function importsBetweenParts(): Promise<Imports> {
  const settings = {
    baseDir: root,
    doNotFollow: { path: ['node_modules', '^wasm/(dist|lib)'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  };
  const { output } = await cruise(['src'], settings, undefined, { tsConfig: extractTsConfig(`${root}/tsconfig.json`) });
  const found = new Map<string, Set<string>>();
  for (const { source, dependencies } of (output as ICruiseResult).modules) {
    const from = partOf(source);
    for (const { resolved } of dependencies) {
      const to = partOf(resolved);
      if (from === undefined || to === undefined || from === to) continue;
      found.set(from, (found.get(from) ?? new Set()).add(to));
      if (!found.has(to)) found.set(to, new Set());
    }
  }
  return found;
}

/** The folder of src/; the faces, which import everything, are none. */
const partOf = (path: string): string | undefined => /^src\/([a-z-]+)\//.exec(path)?.[1];

/** Where one comes only directly. */
function reduced(imports: Imports, from: string): string[] {
  const direct = [...(imports.get(from) ?? [])];
  return direct.filter((to) => !direct.some((other) => other !== to && reaches(imports, other, to)));
}

function reaches(imports: Imports, from: string, to: string, seen = new Set<string>()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(imports.get(from) ?? [])].some((next) => next === to || reaches(imports, next, to, seen));
}
