import { createHash } from 'node:crypto';
import { z } from 'zod';
import { INPUT_ROLES, type InputStamp } from '../base/input/input-stamp.ts';
import type { Figures, Metrics } from './metrics/metrics.ts';
import type { PredictionError } from './metrics/prediction.ts';
import { perMetric } from './per-metric.ts';
import type { EnergyAccount } from './run-output.ts';

/** `run.json`: one run without its tables. */
export interface RunFile {
  /** Of the format. */
  readonly version: 1;
  /** Id of the cell. */
  readonly cell: string;
  /** The seed of the run. */
  readonly seed: number;
  /** A hash of all that the run depends on: with the same key, it would come out the same. */
  readonly key: string;
  /** Version of this package. */
  readonly wattshift: string;
  /** The files of the experiment as they were when this run was made; runs of earlier versions do not have them. */
  readonly inputs?: readonly InputStamp[] | undefined;
  /** Version and configuration of SimGrid. */
  readonly simgrid: { readonly version: string; readonly configuration: Readonly<Record<string, string>> };
  /** By name, in the units of METRICS. */
  readonly metrics: Metrics;
  /** What `METRICS` does not say of them. */
  readonly figures?: Figures | undefined;
  /** How far the estimates of migrations were off. */
  readonly prediction: PredictionError;
  /** Where the joules went. */
  readonly account: EnergyAccount;
  /** Peak size of the simulation's own memory. */
  readonly memoryBytes: number;
  /** The tables beside this file. */
  readonly files: Readonly<Record<string, FileStamp>>;
}

export interface FileStamp {
  readonly bytes: number;
  readonly sha256: string;
}

export type RunIdentity = Pick<RunFile, 'cell' | 'seed' | 'key' | 'wattshift' | 'inputs'>;

export function stamp(bytes: Uint8Array): FileStamp {
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const number = z.number();
const numbers = <const K extends string>(...names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, number])) as Record<K, z.ZodNumber>;

const distribution = z.object(numbers('mean', 'p5', 'p50', 'p95'));
export const predictionSchema: z.ZodType<PredictionError> = z.object({ time: distribution, bytes: distribution });

export const inputsSchema = z
  .array(z.object({ role: z.enum(INPUT_ROLES), name: z.string(), sha256: z.string() }))
  .optional();

/** What `readRun` and a resumed run accept. */
export const runFileSchema: z.ZodType<RunFile> = z.object({
  version: z.literal(1),
  cell: z.string(),
  seed: number,
  key: z.string(),
  wattshift: z.string(),
  inputs: inputsSchema,
  simgrid: z.object({ version: z.string(), configuration: z.record(z.string(), z.string()) }),
  metrics: perMetric(number),
  figures: z.record(z.string(), z.object({ unit: z.string(), title: z.string(), description: z.string() })).optional(),
  prediction: predictionSchema,
  account: z.object({
    vms: z.array(z.object({ vm: z.string(), ...numbers('dynamicJ', 'idleShareJ', 'migrationJ') })),
    hosts: z.array(
      z.object({
        host: z.string(),
        ...numbers('totalJ', 'emptyJ', 'asleepJ', 'awakeS', 'asleepS', 'failedS', 'overloadS'),
        // runs of before the first transitions do not have them
        transitionJ: number.default(0),
        transitionS: number.default(0),
      }),
    ),
  }),
  memoryBytes: number,
  files: z.record(z.string(), z.object({ bytes: number, sha256: z.string() })),
});
