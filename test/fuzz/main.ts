/** `npm run fuzz`: tries any number of hostile inputs, and makes what it finds small.
 *
 *   npm run fuzz -- [N] [--seed S] [--only I] [--class CLASS] [--from I] [--children C] [--no-minimise] [--show]
 *
 * Each case is made from the seed and its number, so `--seed S --only I` repeats it; `--show` prints it. What is found
 * is written to test-results/fuzz, in the form of the corpus. Exits with 1 if anything was. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Campaign, countByClass, type FoundCase, found, OUTCOMES, runCampaign, type Tried } from './campaign.ts';
import { CASE_CLASSES, type FuzzCase } from './case.ts';
import { Child } from './children.ts';
import { formatCorpusCase } from './corpus.ts';
import { makeCase } from './generate/index.ts';
import { produce } from './generate/produced.ts';
import { minimise } from './minimise.ts';

const OUT = 'test-results/fuzz';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    from: { type: 'string', default: '0' },
    class: { type: 'string' },
    children: { type: 'string', default: '2' },
    minimise: { type: 'boolean', default: true },
    'no-minimise': { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
});

const wanted = CASE_CLASSES.find((name) => name === values.class);
if (values.class !== undefined && !wanted) {
  console.error(`no class ${values.class}; there are ${CASE_CLASSES.join(', ')}`);
  process.exit(2);
}

const from = Number(values.from);
const campaign: Campaign = {
  seed: Number(values.seed),
  indices:
    values.only === undefined
      ? Array.from({ length: Number(positionals[0] ?? 2000) }, (_, i) => from + i)
      : [Number(values.only)],
  only: wanted,
  children: Number(values.children),
  produced: await produce(),
};

if (values.show) for (const index of campaign.indices) show(makeCase(campaign.seed, index, campaign.produced, wanted));

let done = 0;
const tried = await runCampaign({ ...campaign, onVerdict: tell });
console.log(summary(tried));
const groups = new Map<string, FoundCase[]>();
for (const one of found(tried)) {
  const name = `${one.fuzzCase.class}: ${one.verdict.what}`;
  groups.set(name, [...(groups.get(name) ?? []), one]);
}
mkdirSync(OUT, { recursive: true });
for (const [name, cases] of groups) await report(name, cases);
process.exitCode = groups.size > 0 ? 1 : 0;

function tell({ index, fuzzCase, verdict }: Tried): void {
  done++;
  if (verdict.kind === 'finding') console.log(`${fuzzCase.class} ${index}: ${verdict.what}`);
  if (done % 1000 === 0) console.log(`${done} of ${campaign.indices.length}`);
}

function show({ files, args }: FuzzCase): void {
  for (const [name, content] of Object.entries(files))
    console.log(`--- ${name}\n${typeof content === 'string' ? content : `${content.length} bytes`}`);
  console.log(`--- wattshift ${args.map((arg) => JSON.stringify(arg)).join(' ')}`);
}

function summary(all: readonly Tried[]): string {
  const rows = [...countByClass(all)].map(([name, counts]) => [
    name,
    ...OUTCOMES.map((outcome) => String(counts[outcome])),
  ]);
  const lines = [['class', ...OUTCOMES], ...rows].map((cells) => cells.map((cell) => cell.padStart(11)).join(''));
  return `${lines.join('\n')}\n${all.length} cases`;
}

/** The first case of a fault, made small. */
async function report(name: string, [first, ...others]: readonly FoundCase[]): Promise<void> {
  if (!first) return;
  const { index, verdict, fuzzCase } = first;
  const child = new Child();
  const small = values['no-minimise'] ? fuzzCase : await minimise(fuzzCase, verdict, child);
  child.stop();
  const file = `${OUT}/${fuzzCase.class}-${campaign.seed}-${index}.json`;
  writeFileSync(file, formatCorpusCase(small, verdict.what));
  const also =
    others.length > 0
      ? ` (and ${others
          .slice(0, 10)
          .map((one) => one.index)
          .join(', ')}${others.length > 10 ? ', ...' : ''})`
      : '';
  console.log(
    `\n${name}: --seed ${campaign.seed} --only ${index}${also}\n${verdict.detail.slice(0, 600)}\nkept in ${file}`,
  );
}
