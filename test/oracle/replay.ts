/** Runs a scenario on native SimGrid: actors, real VMs, sg_vm_migrate, the host-energy plugin (see replay.cpp). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the native program can replay: loads and moves written down beforehand. */
export interface Case {
  readonly xml: string;
  readonly simgrid: Readonly<Record<string, string>>;
  readonly endS: number;
  readonly setupS: number;
  /** Bytes/s; Infinity for none. */
  readonly bandwidth: number;
  readonly sleep: boolean;
  /** Hosts that never sleep. */
  readonly keep?: readonly string[];
  readonly vms: readonly CaseVm[];
  /** In order of time. */
  readonly loads: readonly { readonly timeS: number; readonly vm: string; readonly load: number }[];
  readonly moves: readonly { readonly timeS: number; readonly vm: string; readonly to: string }[];
  /** What else happens, in order of time; before loads of the same time. */
  readonly events?: readonly CaseEvent[];
  /** Switches the link-energy plugin on. */
  readonly linkEnergy?: boolean;
}

/** A VM that arrives is not there from the start. VMs on a host that goes off, or fails, are gone. A task is work beside
 * the VMs, on so many cores of a host. */
export type CaseEvent = { readonly timeS: number } & (
  | { readonly kind: 'arrive' | 'depart'; readonly vm: string }
  | { readonly kind: 'pstate'; readonly host: string; readonly pstate: number }
  | { readonly kind: 'switch'; readonly host: string; readonly on: boolean }
  | { readonly kind: 'task'; readonly host: string; readonly cores: number; readonly endS: number }
  | { readonly kind: 'flow'; readonly from: string; readonly to: string; readonly bytes: number }
);

export interface CaseVm {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryBytes: number;
  readonly host: string;
  readonly workingSetBytes: number;
  /** Bytes/s written at full load; at half the load, half of it. */
  readonly dirtyRate: number;
}

export interface NativeResult {
  readonly migrations: readonly NativeMigration[];
  readonly energyJ: ReadonlyMap<string, number>;
  /** By link; empty without link energy. */
  readonly linkEnergyJ: ReadonlyMap<string, number>;
  /** Of tasks and flows, in the order in which they began. */
  readonly tasksDoneFlop: readonly number[];
  readonly flowEndsS: readonly number[];
}

export interface NativeMigration {
  readonly vm: string;
  readonly from: string;
  readonly to: string;
  readonly startS: number;
  readonly endS: number;
  readonly stage1Bytes: number;
  readonly rounds: number;
  readonly stage2Bytes: number;
  readonly stage3Bytes: number;
  readonly pausedS: number;
}

export const REPLAY = fileURLToPath(new URL('build/replay', import.meta.url));

/** Builds the native program; needs a C++ compiler and SimGrid's headers. */
export function buildReplay(): void {
  execFileSync('make', ['-s', '-C', fileURLToPath(new URL('.', import.meta.url))], { stdio: 'pipe' });
}

/** Writes the case in the program's own format into `folder`; returns the file. */
export function writeCase(c: Case, folder: string): string {
  const platform = join(folder, 'platform.xml');
  writeFileSync(platform, c.xml);
  const lines = [
    `platform ${platform}`,
    ...Object.entries(c.simgrid).map(([key, value]) => `config ${key}:${value}`),
    `end ${c.endS}`,
    `setup ${c.setupS}`,
    ...(Number.isFinite(c.bandwidth) ? [`bandwidth ${c.bandwidth}`] : []),
    `sleep ${c.sleep ? 1 : 0}`,
    ...(c.keep ?? []).map((host) => `keep ${host}`),
    ...c.vms.map(
      (vm) => `vm ${vm.name} ${vm.vcpus} ${vm.memoryBytes} ${vm.host} ${vm.workingSetBytes} ${vm.dirtyRate}`,
    ),
    ...(c.linkEnergy ? ['link-energy 1'] : []),
    ...(c.events ?? []).map(writeEvent),
    ...c.loads.map(({ timeS, vm, load }) => `load ${timeS} ${vm} ${load}`),
    ...c.moves.map(({ timeS, vm, to }) => `move ${timeS} ${vm} ${to}`),
  ];
  const file = join(folder, 'replay.case');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function writeEvent(event: CaseEvent): string {
  const { kind, timeS } = event;
  switch (kind) {
    case 'arrive':
    case 'depart':
      return `${kind} ${timeS} ${event.vm}`;
    case 'pstate':
      return `${kind} ${timeS} ${event.host} ${event.pstate}`;
    case 'switch':
      return `${kind} ${timeS} ${event.host} ${event.on ? 1 : 0}`;
    case 'task':
      return `${kind} ${timeS} ${event.host} ${event.cores} ${event.endS}`;
    case 'flow':
      return `${kind} ${timeS} ${event.from} ${event.to} ${event.bytes}`;
  }
}

export function runNative(c: Case): NativeResult {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  try {
    const output = execFileSync(REPLAY, [writeCase(c, folder)], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const rows = output
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    const numbers = (wanted: string) =>
      rows.filter(([kind]) => kind === wanted).map(([, name, number]) => [name as string, Number(number)] as const);
    return {
      migrations: rows.filter(([kind]) => kind === 'migration').map(readMigration),
      energyJ: new Map(numbers('host')),
      linkEnergyJ: new Map(numbers('link')),
      tasksDoneFlop: numbers('task').map(([, flop]) => flop),
      flowEndsS: numbers('flow').map(([, endS]) => endS),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readMigration(row: readonly string[]): NativeMigration {
  const [, vm, from, to, ...numbers] = row as [string, string, string, string, ...string[]];
  const [startS, endS, stage1Bytes, rounds, stage2Bytes, stage3Bytes, pausedS] = numbers.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { vm, from, to, startS, endS, stage1Bytes, rounds, stage2Bytes, stage3Bytes, pausedS };
}
