import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build, version } from '../base/version.ts';
import type { Scenario } from '../simulation/scenario.ts';

/** A function that names a run by a hash of all that it depends on: this package and SimGrid as built, the plugins, the
 * scenario with the platform's contents, and the seed. Two runs with one key give the same bytes. */
export function runKeys(plugins: readonly string[]): (scenario: Scenario, seed: number) => string {
  // the wasm itself, for its version number says less; of plugins the named files only, not what these import
  const simgrid = createRequire(import.meta.url).resolve('simgrid-wasm/simgrid.wasm');
  const code = [simgrid, ...plugins].map((file) => sha256(readFileSync(file)));
  const common = [version, build, ...code].join('\n');
  const hashes = new Map<Scenario, string>();
  return (scenario, seed) => {
    const hash = hashes.get(scenario) ?? scenarioHash(scenario);
    hashes.set(scenario, hash);
    return sha256(`${common}\n${hash}\n${seed}`);
  };
}

/** A hash over a scenario's meaning: the order of keys and the place of files do not matter. */
export function scenarioHash({ platform, ...rest }: Scenario): string {
  const parts = Object.entries(rest).map(([key, part]) => [key, typeof part === 'object' ? partHash(part) : part]);
  return sha256(canonical({ ...Object.fromEntries(parts), platform: platform.hash }));
}

/** Cells share their parts, and a trace may be large. */
const partHashes = new WeakMap<object, string>();

function partHash(part: object): string {
  const hash = partHashes.get(part) ?? sha256(canonical(part));
  partHashes.set(part, hash);
  return hash;
}

/** Like JSON with sorted keys, but tells apart what JSON does not: Infinity, NaN, undefined, typed arrays, maps. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}:${viewHash(value)}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value instanceof Map) return `Map${canonical([...value])}`;
  if (value instanceof Set) return `Set${canonical([...value])}`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`;
}

/** Cells share the columns of traces, which may be large. */
const viewHashes = new WeakMap<ArrayBufferView, string>();

function viewHash(view: ArrayBufferView): string {
  const hash = viewHashes.get(view) ?? sha256(bytesOf(view));
  viewHashes.set(view, hash);
  return hash;
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
