/** wattshift as a library: every command is a thin skin over one of these functions. */

export * as models from './analytic/index.ts';
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
export type { MigrationEnergy, MigrationEnergyKind } from './energy/contract.ts';
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
export { type Validation, validateFile } from './experiment/validate.ts';
export type { Facility, FacilityKind, RunEnergy } from './facility/contract.ts';
export { PluginError, type Where } from './guard/plugin-error.ts';
export type { InputStamp } from './input-stamp.ts';
export type { Failure } from './jobs/job.ts';
export type { ExperimentOutcome, Progress, RunExperimentOptions } from './jobs/outcome.ts';
export { runExperiment } from './jobs/run-experiment.ts';
export { Threads } from './jobs/threads.ts';
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
} from './kind.ts';
export { describeKinds, type KindInfo, type ParameterInfo } from './kinds.ts';
export { type Measurement, type MeasureOptions, measure } from './measure.ts';
export {
  type CommonParameters,
  commonParameters,
  type Mechanism,
  type MechanismKind,
  type Migration,
  type MigrationSteps,
  type Send,
  type Wait,
} from './mechanisms/contract.ts';
export {
  type Figures,
  METRICS,
  type MetricInfo,
  type MetricName,
  type Metrics,
} from './metrics/metrics.ts';
export type { MigrationOutcome, MigrationRecord } from './metrics/migration-record.ts';
export type { MigrationColumn, MigrationTable } from './metrics/migration-table.ts';
export type { Placeable, Placement, PlacementKind, PlaceView } from './placement/contract.ts';
export { generatePlatform, type PlatformOptions } from './platform/generate.ts';
export { loadPlatform } from './platform/load.ts';
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
} from './policies/contract.ts';
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
} from './policies/parts.ts';
export { movable, Plan } from './policies/plan.ts';
export type { Veto, VetoKind } from './policies/veto/contract.ts';
export { formatProblem, InputError, OutputError, type Problem, SimulationError } from './problem.ts';
export { type Random, randomStream } from './random.ts';
export { builtIn, extend, type Plugins, type Registry } from './registry.ts';
export { chooseItems } from './reproduce/choose.ts';
export type { ItemReport, Report, Row } from './reproduce/report.ts';
export { type Reproduction, reproduce } from './reproduce/reproduce.ts';
export type { Verdict } from './reproduce/verdict.ts';
export { writeReport } from './reproduce/write.ts';
export type { HostState, Resources } from './resources.ts';
export { formatResult } from './results/aggregate.ts';
export { readResult } from './results/read-result.ts';
export { readRun } from './results/read-run.ts';
export type { CellResult, MetricResult, Result } from './results/result.ts';
export { resultTable } from './results/result-table.ts';
export type { RunFile } from './results/run-file.ts';
export type { EnergyAccount, HostEnergy, PowerSeries, RunOutput, VmEnergy } from './results/run-output.ts';
export type { PlatformFiles, Scenario, StartPlaces, VmGroup, WrittenChoice, WrittenScenario } from './scenario.ts';
export { SECTIONS, type Section, type SectionName } from './sections.ts';
export { formatTable } from './table/format.ts';
export type { TableFormat } from './table/format-names.ts';
export type { Column, Entry, Table } from './table/table.ts';
export { formatQuantity, parseQuantity } from './units.ts';
export { version } from './version.ts';
export type { Phase, Workload, WorkloadKind } from './workloads/contract.ts';
