/** The figures of one run, by the names that results use. */
const CORE_METRICS = {
  sleptTimeRatio: {
    unit: '1',
    title: 'slept time',
    description: 'time asleep over total time, averaged over the hosts that may sleep',
  },
  savedEnergyRatio: { unit: '1', title: 'saved energy', description: '1 - energyJ / baselineEnergyJ' },
  energyOverhead: { unit: '1', title: 'energy overhead', description: 'migrationEnergyJ / energyJ' },
  energyJ: { unit: 'J', title: 'energy', description: 'all hosts, asleep and awake, and all migrations' },
  baselineEnergyJ: {
    unit: 'J',
    title: 'baseline energy',
    description: 'the same loads with every host on, no migration and no warehouse',
  },
  migrationEnergyJ: {
    unit: 'J',
    title: 'migration energy',
    description: "what the migrations cost beyond the hosts' own power",
  },
  migrations: { unit: '', title: 'migrations', description: 'migrations that ended at their destination' },
  migratedBytes: { unit: 'B', title: 'migrated', description: 'bytes sent by migrations, over every network' },
  migrationTimeMeanS: {
    unit: 's',
    title: 'migration time',
    description: 'mean time from decision to running at the destination',
  },
  downtimeMeanS: { unit: 's', title: 'downtime', description: 'mean time that a VM stood still in a migration' },
  overloadTimeRatio: {
    unit: '1',
    title: 'overload',
    description: 'host-seconds in which demand exceeds capacity, over host-seconds awake',
  },
} as const;

/** Only where the experiment says something about the facility. */
const FACILITY_METRICS = {
  facilityEnergyKWh: { unit: 'kWh', title: 'facility energy', description: 'energyJ times the PUE' },
  cost: { unit: 'currency', title: 'cost', description: 'facility energy at the price of the time' },
  carbonKg: { unit: 'kg', title: 'carbon', description: 'facility energy at the carbon intensity of the time' },
} as const;

/** Every metric by name: its unit, what tables call it, and what it means. */
export const METRICS = { ...CORE_METRICS, ...FACILITY_METRICS };

export type CoreMetricName = keyof typeof CORE_METRICS;
export type FacilityMetricName = keyof typeof FACILITY_METRICS;
/** The name of a metric, as in `result.json`. */
export type MetricName = CoreMetricName | FacilityMetricName;

export const CORE_METRIC_NAMES = Object.keys(CORE_METRICS) as readonly CoreMetricName[];
export const FACILITY_METRIC_NAMES = Object.keys(FACILITY_METRICS) as readonly FacilityMetricName[];
export const METRIC_NAMES: readonly MetricName[] = [...CORE_METRIC_NAMES, ...FACILITY_METRIC_NAMES];

/** A value per core metric, and per facility metric where those were asked for. */
export type PerMetric<T> = Readonly<Record<CoreMetricName, T>> & Readonly<Partial<Record<FacilityMetricName, T>>>;
/** The figures of one run by metric, in the units of METRICS. */
export type Metrics = PerMetric<number>;
