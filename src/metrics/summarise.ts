import type { Metrics } from './metrics.ts';
import { arrived, type MigrationRecord, sentBytes } from './migration-record.ts';

interface HostTimes {
  readonly maySleep: boolean;
  /** Whether its energy counts. */
  readonly counts: boolean;
  readonly energyJ: number;
  readonly awakeS: number;
  readonly asleepS: number;
  readonly overloadS: number;
}

/** The metrics of one run, from what its hosts and migrations add up to. Definitions: seed document 002, 5.5.1. */
export function summarise(
  hosts: readonly HostTimes[],
  migrations: readonly MigrationRecord[],
  baselineEnergyJ: number,
  durationS: number,
): Metrics {
  const sleepers = hosts.filter((host) => host.maySleep);
  const moved = migrations.filter(arrived);
  const hostEnergyJ = sum(hosts.filter((host) => host.counts).map((host) => host.energyJ));
  const migrationEnergyJ = sum(migrations.map((m) => m.energyJ));
  const energyJ = hostEnergyJ + migrationEnergyJ;
  return {
    sleptTimeRatio: ratio(sum(sleepers.map((host) => host.asleepS)), sleepers.length * durationS),
    savedEnergyRatio: 1 - ratio(energyJ, baselineEnergyJ),
    energyOverhead: ratio(migrationEnergyJ, energyJ),
    energyJ,
    baselineEnergyJ,
    migrationEnergyJ,
    migrations: moved.length,
    migratedBytes: sum(migrations.map(sentBytes)),
    migrationTimeMeanS: ratio(sum(moved.map((m) => m.endS - m.startS)), moved.length),
    downtimeMeanS: ratio(sum(moved.map((m) => m.downtimeS)), moved.length),
    overloadTimeRatio: ratio(sum(hosts.map((host) => host.overloadS)), sum(hosts.map((host) => host.awakeS))),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** 0 where there is nothing to divide by. */
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
