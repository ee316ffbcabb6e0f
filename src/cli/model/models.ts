/** The closed forms as the command shows them. */

import type { ModelCase, SideBySide } from '../../analytic/beside-simgrid/index.ts';
import { hot1, hot1Case } from '../../analytic/hot1.ts';
import { hot2, hot2Case } from '../../analytic/hot2.ts';
import { liuEstimate } from '../../analytic/liu.ts';
import { postCopy } from '../../analytic/post-copy.ts';
import type { PreCopyCase } from '../../analytic/pre-copy.ts';
import { stopAndCopy } from '../../analytic/stop-and-copy.ts';
import { uniform, uniformCase } from '../../analytic/uniform.ts';
import type { OptionName, Texts, Values } from './options.ts';

export interface ResultColumn {
  readonly key: string;
  readonly title: string;
  readonly symbol: string;
  /** Empty for what has none. */
  readonly unit: '' | 's' | 'B' | 'pages';
}

export interface ModelFace {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly options: readonly OptionName[];
  readonly defaults?: Texts;
  readonly results: readonly ResultColumn[];
  /** Throws ModelDomainError. */
  evaluate(values: Values): Readonly<Record<string, unknown>>;
  /** The same migration on SimGrid. */
  beside?(values: Values): Promise<SideBySide>;
}

/** A face of a model that can be asked in reverse. */
export interface PreCopyFace extends ModelFace {
  readonly vmOptions: readonly OptionName[];
  /** What its dirty rate is called in the source. */
  readonly rateSymbol: string;
  caseOf(values: Values): PreCopyCase;
}

const MEMORY = ['pages', 'memory', 'page-size', 'bandwidth'] as const;
const HOT = [...MEMORY, 'cold-rate', 'hot-rate', 'hot-ratio'] as const;
const UNIFORM = [...MEMORY, 'dirty-rate'] as const;

const TIMES: readonly ResultColumn[] = [
  { key: 'downtimeS', title: 'downtime', symbol: 'T_down', unit: 's' },
  { key: 'totalS', title: 'total time', symbol: 'T_total', unit: 's' },
];
const BYTES: ResultColumn = { key: 'migratedBytes', title: 'sent', symbol: 'V_mig', unit: 'B' };
const ROUNDS: ResultColumn = { key: 'lastRound', title: 'last round', symbol: 'n', unit: '' };
const PRE_COPY: ResultColumn = { key: 'preCopyS', title: 'pre-copy', symbol: 'T_pre', unit: 's' };
const PRE_COPY_RESULTS: readonly ResultColumn[] = [
  { key: 'rho', title: 'dirtied again', symbol: 'rho', unit: '' },
  ROUNDS,
  PRE_COPY,
  ...TIMES,
  { key: 'pagesMigrated', title: 'pages sent', symbol: 'P_TotalMig', unit: 'pages' },
  { key: 'gain', title: 'gain', symbol: 'G', unit: '' },
  { key: 'networkUtilisation', title: 'network use', symbol: 'U_net', unit: '' },
];

const transfer = (v: Values) => ({ pages: v.pages, pageBytes: v['page-size'], bandwidthBytesPerS: v.bandwidth });
const uniformVm = (v: Values) => ({ ...transfer(v), dirtyPagesPerS: v['dirty-rate'] });
const hotVm = (v: Values) => ({
  ...transfer(v),
  hotPageRatio: v['hot-ratio'],
  coldDirtyPagesPerS: v['cold-rate'],
  hotDirtyPagesPerS: v['hot-rate'],
});
const bulk = (v: Values) => ({ memoryBytes: v.memory, bandwidthBytesPerS: v.bandwidth });
const postCopied = (v: Values) => ({ ...bulk(v), stateBytes: v.state, pagingSpeed: v['paging-speed'] });

/** SimGrid is loaded when it is asked for. */
const beside = async (c: ModelCase) => (await import('../../analytic/beside-simgrid/index.ts')).sideBySide(c);

export const preCopyFaces: readonly PreCopyFace[] = [
  {
    name: 'uniform',
    title: 'pre-copy, every page dirtied at the same rate',
    source: 'Aldhalaan and Menascé 2013, eq. 1-16',
    options: [...UNIFORM, 'alpha'],
    vmOptions: UNIFORM,
    rateSymbol: 'D',
    results: PRE_COPY_RESULTS,
    evaluate: (v) => ({ ...uniform({ ...uniformVm(v), alpha: v.alpha }) }),
    beside: (v) => beside({ model: 'uniform', input: { ...uniformVm(v), alpha: v.alpha } }),
    caseOf: (v) => uniformCase(uniformVm(v)),
  },
  {
    name: 'hot1',
    title: 'pre-copy with hot pages, sent again like the others',
    source: 'Aldhalaan and Menascé 2013, eq. 17-23',
    options: [...HOT, 'alpha'],
    vmOptions: HOT,
    rateSymbol: 'D_effective',
    results: PRE_COPY_RESULTS,
    evaluate: (v) => ({ ...hot1({ ...hotVm(v), alpha: v.alpha }) }),
    beside: (v) => beside({ model: 'hot1', input: { ...hotVm(v), alpha: v.alpha } }),
    caseOf: (v) => hot1Case(hotVm(v)),
  },
  {
    name: 'hot2',
    title: 'pre-copy with hot pages, sent while the VM is down only',
    source: 'Aldhalaan and Menascé 2013, eq. 24-31',
    options: [...HOT, 'alpha'],
    vmOptions: HOT,
    rateSymbol: 'D_nh',
    results: PRE_COPY_RESULTS,
    evaluate: (v) => ({ ...hot2({ ...hotVm(v), alpha: v.alpha }) }),
    beside: (v) => beside({ model: 'hot2', input: { ...hotVm(v), alpha: v.alpha } }),
    caseOf: (v) => hot2Case(hotVm(v)),
  },
];

export const modelFaces: readonly ModelFace[] = [
  ...preCopyFaces,
  {
    name: 'liu',
    title: "Liu's estimate of pre-copy, with a writable working set",
    source: 'Glad and Forsman 2013, algorithm 1',
    options: [...UNIFORM, 'threshold', 'resume', 'max-rounds'],
    // a VM of the document: a link of 1024 Mbit/s, half of it for the migration
    defaults: {
      pages: '250000',
      'page-size': '4 KB',
      bandwidth: '512 Mbps',
      'dirty-rate': '5000 pages/s',
      'max-rounds': '29',
    },
    results: [ROUNDS, PRE_COPY, ...TIMES, BYTES],
    evaluate: (v) => ({
      ...liuEstimate({
        ...bulk(v),
        dirtyBytesPerS: v['dirty-rate'] * v['page-size'],
        thresholdBytes: v.threshold,
        resumeS: v.resume,
        maxRounds: v['max-rounds'],
      }),
    }),
  },
  {
    name: 'stop-and-copy',
    title: 'the VM is down while all of its memory is sent',
    source: 'Aldhalaan and Menascé 2013, section 3',
    options: MEMORY,
    results: [...TIMES, BYTES],
    evaluate: (v) => ({ ...stopAndCopy(bulk(v)) }),
  },
  {
    name: 'post-copy',
    title: 'the VM runs at its destination at once, its memory follows',
    source: 'Akiyama 2014, section 2.4',
    options: [...MEMORY, 'state', 'paging-speed'],
    results: [
      ...TIMES,
      { key: 'slowS', title: 'slowed down', symbol: 'T_slow', unit: 's' },
      { key: 'lostS', title: 'work lost', symbol: 'T_lost', unit: 's' },
      BYTES,
    ],
    evaluate: (v) => ({ ...postCopy(postCopied(v)) }),
  },
];
