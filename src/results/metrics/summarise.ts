import type { Metrics } from './metrics.ts';
import type { MigrationOutcome } from './migration-record.ts';
import type { MigrationTable } from './migration-table.ts';

interface HostTimes {
  readonly maySleep: boolean;
  /** Whether its energy counts. */
  readonly counts: boolean;
  readonly energyJ: number;
  readonly awakeS: number;
  readonly asleepS: number;
  readonly overloadS: number;
  readonly transitions: number;
}

/** Core-seconds of a VM. */
interface VmService {
  readonly askedCoreS: number;
  readonly unservedCoreS: number;
}

/** The least energy that the work takes, J. */
interface LeastEnergies {
  readonly grantedJ: number;
  readonly askedJ: number;
}

/** The metrics of one run, from what its hosts and migrations add up to. Definitions: Akiyama 2014, 5.5.1. */
export function summarise(
  hosts: readonly HostTimes[],
  vms: readonly VmService[],
  migrations: MigrationTable,
  baselineEnergyJ: number,
  bounds: LeastEnergies,
  durationS: number,
): Metrics {
  const sleepers = hosts.filter((host) => host.maySleep);
  const moved = migrations.arrived();
  const meanOfMoved = (column: Float64Array) => ratio(sum(moved.map((row) => column[row] as number)), moved.length);
  const outcomes = (which: MigrationOutcome) =>
    migrations.column('outcome').reduce((count, outcome) => count + Number(outcome === which), 0);
  const hostEnergyJ = sum(hosts.filter((host) => host.counts).map((host) => host.energyJ));
  const migrationEnergyJ = sum(migrations.column('energyJ'));
  const energyJ = hostEnergyJ + migrationEnergyJ;
  const possibleJ = baselineEnergyJ - bounds.askedJ;
  return {
    sleptTimeRatio: ratio(sum(sleepers.map((host) => host.asleepS)), sleepers.length * durationS),
    savedEnergyRatio: 1 - ratio(energyJ, baselineEnergyJ),
    energyOverhead: ratio(migrationEnergyJ, energyJ),
    energyJ,
    baselineEnergyJ,
    migrationEnergyJ,
    migrations: moved.length,
    migratedBytes: sum(migrations.sentBytes()),
    migrationTimeMeanS: meanOfMoved(migrations.seconds()),
    downtimeMeanS: meanOfMoved(migrations.column('downtimeS')),
    overloadTimeRatio: ratio(sum(hosts.map((host) => host.overloadS)), sum(hosts.map((host) => host.awakeS))),
    migrationWaitMeanS: meanOfMoved(migrations.column('waitedS')),
    unservedRatio: ratio(sum(vms.map((vm) => vm.unservedCoreS)), sum(vms.map((vm) => vm.askedCoreS))),
    unservedWorstVmRatio: vms.reduce((worst, vm) => Math.max(worst, ratio(vm.unservedCoreS, vm.askedCoreS)), 0),
    transitions: sum(hosts.map((host) => host.transitions)),
    boundGrantedJ: bounds.grantedJ,
    boundAskedJ: bounds.askedJ,
    shareOfPossible: possibleJ > 0 ? (baselineEnergyJ - energyJ) / possibleJ : 0,
    refusedMigrations: outcomes('refused'),
    failedMigrations: outcomes('failed'),
    notConvergedMigrations: outcomes('not-converged'),
    unfinishedMigrations: outcomes('unfinished'),
  };
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** 0 where there is nothing to divide by. */
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
