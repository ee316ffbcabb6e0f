import { existsSync } from 'node:fs';
import { z } from 'zod';
import { INPUT_ROLES, type InputRole } from '../base/input/input-stamp.ts';
import { readText } from '../base/input/read-text.ts';
import { InputError, type Problem } from '../base/problem.ts';
import { inWords } from '../base/schema-words.ts';
import { type Path, parseSource, type Source } from '../experiment/source.ts';
import { type Baseline, type RecordedRun, recordedNames } from './baseline.ts';
import { checkpointPositions } from './checkpoints.ts';
import { parseTolerances } from './tolerances.ts';

const runSchema = z.strictObject({
  metrics: z.record(z.string(), z.number()),
  events: z.int().min(0),
  checkpoints: z.array(
    z.string().regex(/^[0-9a-f]{6}( [0-9a-f]{6})*$/, 'expected checkpoints of six hexadecimal digits'),
  ),
});

const fileSchema = z.strictObject({
  version: z.literal(1),
  experiment: z.string(),
  wattshift: z.string(),
  simgrid: z.string(),
  configuration: z.string(),
  inputs: z.partialRecord(z.enum(INPUT_ROLES), z.record(z.string(), z.string())).optional(),
  tolerances: z.record(z.string(), z.union([z.string(), z.number()])),
  cells: z.record(z.string(), z.record(z.string().regex(/^\d+$/, 'expected a seed'), runSchema)),
});

/** Undefined when there is no such file. Throws InputError with the line when it is no baseline. */
export function readBaseline(path: string, updating = '--update'): Baseline | undefined {
  if (!existsSync(path)) return undefined;
  const anew = `restore it, or delete it and record it anew with ${updating}`;
  const source = parseBaseline(path, { anew, updating });
  const fail = (where: Path, what: string, hint = anew): never => {
    throw new InputError([{ ...source.place(where), what, hint }]);
  };
  const parsed = fileSchema.safeParse(source.value, { error: inWords });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = (issue?.path ?? []).map((step) => (typeof step === 'number' ? step : String(step)));
    return fail(where, `not a baseline of version 1: ${[where.join('.'), issue?.message].filter(Boolean).join(': ')}`);
  }
  const { cells, tolerances, inputs, ...head } = parsed.data;
  const runs = Object.entries(cells).flatMap(([cell, seeds]) =>
    Object.entries(seeds).map(([seed, { metrics, events, checkpoints }]): RecordedRun => {
      const digests = checkpoints.flatMap((line) => line.split(' '));
      const expected = checkpointPositions(events).length;
      if (digests.length !== expected) {
        const where = ['cells', cell, seed, 'checkpoints'];
        fail(where, `${digests.length} checkpoints instead of the ${expected} for ${events} events`);
      }
      return { cell, seed: Number(seed), metrics, events, digests };
    }),
  );
  return {
    ...head,
    ...(inputs && { inputs: readInputs(inputs) }),
    tolerances: parseTolerances(
      tolerances,
      (name, what, hint) => fail(['tolerances', name], what, hint),
      recordedNames(runs),
    ),
    runs,
  };
}

const readInputs = (roles: Readonly<Partial<Record<InputRole, Readonly<Record<string, string>>>>>) =>
  INPUT_ROLES.flatMap((role) => Object.entries(roles[role] ?? {}).map(([name, sha256]) => ({ role, name, sha256 })));

/** As YAML, of which JSON is a part: its reader knows where things stand. */
function parseBaseline(path: string, { anew, updating }: { readonly anew: string; readonly updating: string }): Source {
  const text = readText(path, 'baseline');
  const conflict = text.split('\n').findIndex((line) => /^(<{7}|>{7}) /.test(line));
  if (conflict >= 0) {
    const hint = `run the experiment with ${updating} after merging`;
    throw new InputError([{ file: path, line: conflict + 1, column: 1, what: 'a merge conflict is left', hint }]);
  }
  try {
    return parseSource(path, text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [{ what, ...place }] = error.problems as [Problem];
    throw new InputError([{ ...place, what: what.replace(/^not YAML/, 'not a baseline'), hint: anew }]);
  }
}
