/** wattshift as a library: every command is a thin skin over one of these functions. */

export * as models from './analytic/index.ts';
export { didYouMean } from './base/input/did-you-mean.ts';
export type { InputStamp } from './base/input/input-stamp.ts';
export {
  choice,
  count,
  custom,
  type Figure,
  type FileAccess,
  type Finding,
  file,
  flag,
  type InputFile,
  type Kind,
  type KindChoice,
  type Parameter,
  type ParameterTable,
  part,
  quantity,
} from './base/kind.ts';
export { formatProblem, InputError, OutputError, type Problem, SimulationError } from './base/problem.ts';
export { type Random, randomStream } from './base/random.ts';
export { formatQuantity, parseQuantity } from './base/units.ts';
export { version } from './base/version.ts';
export type { Baseline, Provenance, RecordedRun } from './check/baseline.ts';
export { type CheckFileOptions, type CheckOutcome, checkFile } from './check/check-file.ts';
export { type CheckOptions, checkResult } from './check/check-result.ts';
export type { Parting } from './check/checkpoints.ts';
export type { RunEvent } from './check/events.ts';
export { formatBaseline } from './check/format-baseline.ts';
export type { InputChange } from './check/input-changes.ts';
export { readBaseline } from './check/read-baseline.ts';
export { type RunReader, recordBaseline } from './check/record.ts';
export type { CheckReport, MovedMetric, Origin, RunName } from './check/report.ts';
export type { Tolerance } from './check/tolerance.ts';
export type { Tolerances, WrittenTolerances } from './check/tolerances.ts';
export { type CompareOptions, compareResults } from './compare/compare-results.ts';
export type { BoundShare, ComparedCell, Comparison, MetricDifference, PossibleShare } from './compare/comparison.ts';
export { comparisonTable } from './compare/comparison-table.ts';
export { formatComparison, formatComparisonMarkdown } from './compare/format.ts';
export type { Cell, Experiment } from './experiment/experiment.ts';
export type { PlatformText } from './experiment/given-platforms.ts';
export { experimentJsonSchema } from './experiment/json-schema.ts';
export { loadExperiment, type ReadOptions } from './experiment/load.ts';
export {
  type ExperimentObject,
  type ParseOptions,
  parseExperiment,
  type WrittenKind,
} from './experiment/parse-experiment.ts';
export { loadPlugins } from './experiment/plugins.ts';
export { runScenario } from './experiment/run-scenario.ts';
export { withSeeds } from './experiment/seeds.ts';
export { type Validation, validateFile } from './experiment/validate.ts';
export { describeKinds, type KindInfo, type ParameterInfo } from './models/describe.ts';
export type { MigrationEnergy, MigrationEnergyKind } from './models/energy/contract.ts';
export type { Facility, FacilityKind, RunEnergy } from './models/facility/contract.ts';
export { PluginError, type Where } from './models/guard/plugin-error.ts';
export {
  type CommonParameters,
  commonParameters,
  type Mechanism,
  type MechanismKind,
  type Migration,
  type MigrationSteps,
  type Send,
  type Wait,
} from './models/mechanisms/contract.ts';
export type { Placeable, Placement, PlacementKind, PlaceView } from './models/placements/contract.ts';
export {
  type DataCentre,
  type Ending,
  type EstimatedMove,
  every,
  type Handlers,
  type HostView,
  type Move,
  type Order,
  type Policy,
  type PolicyContext,
  type PolicyKind,
  sleepParameters,
  type VmView,
} from './models/policies/contract.ts';
export {
  type Emptying,
  type EmptyingKind,
  type HostChoice,
  type HostChoiceKind,
  least,
  type OverloadTest,
  type OverloadTestKind,
  type VmChoice,
  type VmChoiceKind,
} from './models/policies/parts.ts';
export { movable, Plan } from './models/policies/plan.ts';
export type { Veto, VetoKind } from './models/policies/veto/contract.ts';
export { builtIn, extend, type Plugins, type Registry } from './models/registry.ts';
export type { HostState, Resources } from './models/resources.ts';
export { SECTIONS, type Section, type SectionName } from './models/sections.ts';
export type { Phase, Workload, WorkloadKind } from './models/workloads/contract.ts';
export { generatePlatform, type PlatformOptions } from './platform/generate.ts';
export { loadPlatform } from './platform/load.ts';
export { formatTable } from './report/table/format.ts';
export type { TableFormat } from './report/table/format-names.ts';
export { markdownGrid } from './report/table/markdown.ts';
export { resultTable } from './report/table/result-table.ts';
export type { Column, Entry, Table } from './report/table/table.ts';
export { formatResult } from './results/aggregate.ts';
export { writeAtomic } from './results/atomic-write.ts';
export {
  type CoreMetricName,
  type Figures,
  METRICS,
  type MetricInfo,
  type MetricName,
  type Metrics,
} from './results/metrics/metrics.ts';
export type { MigrationOutcome, MigrationRecord } from './results/metrics/migration-record.ts';
export type { MigrationColumn, MigrationTable } from './results/metrics/migration-table.ts';
export { readResult } from './results/read-result.ts';
export { readRun } from './results/read-run.ts';
export type { CellResult, MetricResult, Result } from './results/result.ts';
export type { RunFile } from './results/run-file.ts';
export type { EnergyAccount, HostEnergy, PowerSeries, RunOutput, VmEnergy } from './results/run-output.ts';
export { ci95, mean } from './results/statistics.ts';
export type {
  PlatformFiles,
  Scenario,
  StartPlaces,
  VmGroup,
  WrittenChoice,
  WrittenScenario,
} from './simulation/scenario.ts';
export type { Failure } from './sweep/job.ts';
export { type Measurement, type MeasureOptions, measure } from './sweep/measure.ts';
export type { ExperimentOutcome, Progress, RunExperimentOptions } from './sweep/outcome.ts';
export { runExperiment } from './sweep/run-experiment.ts';
export { Threads } from './sweep/threads.ts';
