/** Migration in closed form: what a formula says of downtime, total time and traffic, without a simulation. */
export { ModelDomainError, type Violation } from './domain.ts';
export { type Figure, type FigurePoint, figures, hotGain } from './figures.ts';
export { type HotInput, type HotVm, hot1, hot1Case } from './hot1.ts';
export { hot2, hot2Case } from './hot2.ts';
export { type ConvergenceGoal, type LargestDirtyRate, largestDirtyRate } from './largest-dirty-rate.ts';
export { LIU_DEFAULTS, type LiuInput, type LiuOutcome, type LiuRound, liuEstimate } from './liu.ts';
export { type DowntimeGoal, type NeededBandwidth, neededBandwidth } from './needed-bandwidth.ts';
export { type Infeasible, type Optimal, type OptimumOptions, optimumAlpha } from './optimum.ts';
export { type PostCopyInput, type PostCopyOutcome, postCopy } from './post-copy.ts';
export { type PreCopyCase, type PreCopyOutcome, preCopyAt, preCopyWithRounds, type Transfer } from './pre-copy.ts';
export { lastRound, type Step, stepOf } from './steps.ts';
export { type StopAndCopyInput, type StopAndCopyOutcome, stopAndCopy } from './stop-and-copy.ts';
export { type Sweep, sweep } from './sweep.ts';
export { TABLE2_MAX_UTILISATION, TABLE2_PAGES, table2Hot, table2Uniform } from './table2.ts';
export { TABLE3, type Table3Row, table3Reproduction } from './table3.ts';
export { type UniformInput, type UniformVm, uniform, uniformCase } from './uniform.ts';
