/** The figures of one run, by the names that results use. */
export const METRICS = {
  sleptTimeRatio: { unit: '1', title: 'slept time', description: 'time asleep over total time, averaged over the hosts that may sleep' },
  savedEnergyRatio: { unit: '1', title: 'saved energy', description: '1 - energyJ / baselineEnergyJ' },
  energyOverhead: { unit: '1', title: 'energy overhead', description: 'migrationEnergyJ / energyJ' },
  energyJ: { unit: 'J', title: 'energy', description: 'all hosts, asleep and awake, and all migrations' },
  baselineEnergyJ: { unit: 'J', title: 'baseline energy', description: 'the same loads with every host on, no migration and no warehouse' },
  migrationEnergyJ: { unit: 'J', title: 'migration energy', description: 'what the migrations cost beyond the hosts\' own power' },
  migrations: { unit: '', title: 'migrations', description: 'migrations that ended at their destination' },
  migratedBytes: { unit: 'B', title: 'migrated', description: 'bytes sent by migrations, over every network' },
  migrationTimeMeanS: { unit: 's', title: 'migration time', description: 'mean time from decision to running at the destination' },
  downtimeMeanS: { unit: 's', title: 'downtime', description: 'mean time that a VM stood still in a migration' },
  overloadTimeRatio: { unit: '1', title: 'overload', description: 'host-seconds in which demand exceeds capacity, over host-seconds awake' },
} as const;

export type MetricName = keyof typeof METRICS;
export type Metrics = Readonly<Record<MetricName, number>>;
