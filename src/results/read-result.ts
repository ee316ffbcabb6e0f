import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { demandText } from '../base/argument.ts';
import { readText, whole } from '../base/input/read-text.ts';
import { InputError } from '../base/problem.ts';
import { inWords } from '../base/schema-words.ts';
import { isAsWritten } from './checksum.ts';
import { resultPath } from './layout.ts';
import { perMetric } from './per-metric.ts';
import type { Result } from './result.ts';
import { inputsSchema, predictionSchema } from './run-file.ts';

const metric = z.object({
  unit: z.string(),
  title: z.string().optional(),
  mean: z.number(),
  ci95: z.tuple([z.number(), z.number()]).nullable(),
  values: z.array(z.number()),
});

const resultSchema: z.ZodType<Result> = z.object({
  version: z.literal(1),
  experiment: z.string(),
  wattshift: z.string(),
  simgrid: z.string(),
  configuration: z.record(z.string(), z.string()),
  inputs: inputsSchema,
  cells: z.array(
    z
      .object({
        id: z.string(),
        axes: z.record(z.string(), z.unknown()),
        seeds: z.array(z.number()),
        metrics: perMetric(metric),
        prediction: predictionSchema,
      })
      .refine(
        ({ seeds, metrics }) => Object.values(metrics).every((one) => one?.values.length === seeds.length),
        'expected a value per seed',
      ),
  ),
});

/** Reads a result: the file, or the output folder that holds it. Throws InputError when it is not one, or not as it was
 * written; TypeError when `path` is no text. What has no checksum, as older versions wrote it, is taken as it is. */
export async function readResult(path: string): Promise<Result> {
  demandText('readResult', 'the path of a result.json, or of its folder', path);
  const found = await stat(path).catch(() => undefined);
  const file = found?.isDirectory() ? resultPath(path) : path;
  const fail = (what: string, hint: string) => new InputError([{ ...whole(file), what, hint }]);
  if (!existsSync(file))
    throw fail('there is no such file', 'name a result.json or the folder that it is in; `wattshift run` writes one');
  const text = readText(file, 'result');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw fail(`not JSON: ${(error as Error).message}`, 'was it written by `wattshift run`?');
  }
  if (isAsWritten(content) === false) {
    const hint = 'call `wattshift run` again, which keeps the runs that are whole';
    throw fail('its checksum does not hold: it is not as it was written', hint);
  }
  const parsed = resultSchema.safeParse(content, { error: inWords });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fail(
    `not a result of version 1: ${issue?.path.join('.')}: ${issue?.message}`,
    'was it written by `wattshift run`?',
  );
}
