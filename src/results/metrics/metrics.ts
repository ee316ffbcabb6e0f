import type { Figure } from '../../base/kind.ts';

/** What is known of a metric besides its value. */
export interface MetricInfo extends Figure {
  /** A count that nobody asks for but everybody has to know of: `run` tells it below its table where it is not zero. */
  readonly whenNotZero?: { readonly one: string; readonly many: string; readonly because: string };
}

/** The figures of one run, by the names that results use. Every result has these: version 0.1.0 wrote them. */
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
} as const satisfies Readonly<Record<string, MetricInfo>>;

/** In every run of this version; results that are older lack them. */
const LATER_METRICS = {
  refusedMigrations: {
    unit: '',
    title: 'refused moves',
    description: 'moves that did not begin, because the destination lacked the memory',
    whenNotZero: {
      one: 'move was refused',
      many: 'moves were refused',
      because: 'the destination lacked the memory',
    },
  },
  failedMigrations: {
    unit: '',
    title: 'failed migrations',
    description: 'migrations that broke off, because a host or link on the way went down',
    whenNotZero: {
      one: 'migration failed',
      many: 'migrations failed',
      because: 'a host or link on the way went down',
    },
  },
  notConvergedMigrations: {
    unit: '',
    title: 'not converged',
    description: 'of the migrations, those whose last copy had to be forced, with a longer downtime than allowed',
    whenNotZero: {
      one: 'migration did not converge',
      many: 'migrations did not converge',
      because: 'memory was written faster than it could be sent, and the VM stood still for the rest',
    },
  },
  migrationWaitMeanS: {
    unit: 's',
    title: 'migration wait',
    description:
      'mean time that a migration had to wait before it began, for others to end or its destination to wake up',
  },
  unservedRatio: {
    unit: '1',
    title: 'unserved work',
    description: 'core-seconds that VMs asked for and did not get, over those that they asked for',
  },
  unservedWorstVmRatio: { unit: '1', title: 'unserved, worst VM', description: 'the same of the VM that got least' },
  transitions: { unit: '', title: 'transitions', description: 'how often hosts fell asleep or woke up' },
  boundGrantedJ: {
    unit: 'J',
    title: 'least energy of the work done',
    description: 'what the work that this run granted takes at least, whatever the policy',
  },
  boundAskedJ: {
    unit: 'J',
    title: 'least energy of all work',
    description: 'what all work that was asked for takes at least, whatever the policy',
  },
  shareOfPossible: {
    unit: '1',
    title: 'of the possible',
    description: '(baselineEnergyJ - energyJ) / (baselineEnergyJ - boundAskedJ); 0 where even the bound saves nothing',
  },
  unfinishedMigrations: {
    unit: '',
    title: 'unfinished migrations',
    description: 'migrations that were still under way when the run ended',
    whenNotZero: {
      one: 'migration was still under way',
      many: 'migrations were still under way',
      because: 'the run ended first',
    },
  },
} as const satisfies Readonly<Record<string, MetricInfo>>;

/** Only where VMs come or leave. Every VM that arrived runs, waits, has finished or was refused. */
const POPULATION_METRICS = {
  arrivedVms: { unit: '', title: 'arrived VMs', description: 'VMs that came, those at t = 0 included' },
  runningVms: { unit: '', title: 'running VMs', description: 'VMs that run when the run ends' },
  finishedVms: {
    unit: '',
    title: 'finished VMs',
    description: 'VMs that have left: their time was over, or their work done',
  },
  waitingVms: {
    unit: '',
    title: 'waiting VMs',
    description: 'VMs that wait for a host when the run ends',
    whenNotZero: {
      one: 'VM still waited for a host',
      many: 'VMs still waited for a host',
      because: 'the run ended first',
    },
  },
  refusedVms: {
    unit: '',
    title: 'refused VMs',
    description: 'VMs that were sent away, because no host had room',
    whenNotZero: { one: 'VM was refused', many: 'VMs were refused', because: 'no host had room' },
  },
  waitingTimeMeanS: {
    unit: 's',
    title: 'waiting time',
    description: 'mean time from the arrival of a VM until it runs',
  },
} as const satisfies Readonly<Record<string, MetricInfo>>;

/** The unit of money until the experiment names one. */
export const CURRENCY = 'currency';

/** Only where the experiment says something about the facility. */
const FACILITY_METRICS = {
  facilityEnergyKWh: { unit: 'kWh', title: 'facility energy', description: 'energyJ times the PUE' },
  cost: { unit: CURRENCY, title: 'cost', description: 'facility energy at the price of the time' },
  baselineCost: { unit: CURRENCY, title: 'baseline cost', description: 'the same of the baseline' },
  savedCost: { unit: CURRENCY, title: 'saved cost', description: 'baselineCost - cost' },
  carbonKg: { unit: 'kg', title: 'carbon', description: 'facility energy at the carbon intensity of the time' },
  baselineCarbonKg: { unit: 'kg', title: 'baseline carbon', description: 'the same of the baseline' },
  savedCarbonKg: { unit: 'kg', title: 'saved carbon', description: 'baselineCarbonKg - carbonKg' },
} as const satisfies Readonly<Record<string, MetricInfo>>;

/** The name of a metric that every result has. */
export type CoreMetricName = keyof typeof CORE_METRICS;
export type FacilityMetricName = keyof typeof FACILITY_METRICS;
export type PopulationMetricName = keyof typeof POPULATION_METRICS;
/** The name of a metric, as in `result.json`. */
export type MetricName = CoreMetricName | keyof typeof LATER_METRICS | PopulationMetricName | FacilityMetricName;

/** Every metric by name: its unit, what tables call it, and what it means. */
export const METRICS: Readonly<Record<MetricName, MetricInfo>> = {
  ...CORE_METRICS,
  ...LATER_METRICS,
  ...POPULATION_METRICS,
  ...FACILITY_METRICS,
};

export const CORE_METRIC_NAMES = Object.keys(CORE_METRICS) as readonly CoreMetricName[];
export const FACILITY_METRIC_NAMES = Object.keys(FACILITY_METRICS) as readonly FacilityMetricName[];
export const POPULATION_METRIC_NAMES = Object.keys(POPULATION_METRICS) as readonly PopulationMetricName[];
export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[];

/** A value per core metric; of the others, and of figures that a kind has of its own or that a later version adds, where
 * they are known. */
export type PerMetric<T> = Readonly<Record<CoreMetricName, T>> &
  Readonly<Partial<Record<MetricName, T>>> &
  Readonly<Partial<Record<string, T>>>;
/** The figures of one run by metric, in the units of METRICS. */
export type Metrics = PerMetric<number>;

/** Figures of kinds' own, and metrics whose unit the experiment decides, such as the currency of a cost: by the name that
 * they have in `metrics`. */
export type Figures = Readonly<Record<string, Figure>>;

export const isMetric = (name: string): name is MetricName => Object.hasOwn(METRICS, name);

/** The metrics first, in their order; then what else is there. */
export function inMetricOrder(names: readonly string[]): readonly string[] {
  return [...METRIC_NAMES.filter((name) => names.includes(name)), ...names.filter((name) => !isMetric(name))];
}
