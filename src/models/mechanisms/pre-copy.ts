/** Pre-copy live migration, as SimGrid 3.32 models it.
 *
 *   stage 1   sends all memory:       d_0 = M
 *   stage 2   sends what was written meanwhile, round by round:
 *             d_i = min(floor(written during round i-1), W)      while d_i > floor(b_(i-1) * downtime)
 *   stage 3   stops the VM and sends d_n
 *
 * Hot pages, H bytes that get the share h of the writes, count on their own:
 *
 *             written = min(floor((1-h) * w), W - H) + min(floor(h * w), H)
 *
 *   Hot I     they are sent and sent again like the others
 *   Hot II    they are left out of stages 1 and 2, and sent once, in stage 3: d_0 = M - H, d_n + H
 *
 * M memory, W working set, d bytes, w bytes written; b_i = d_i / (duration of round i), the bandwidth seen, bytes/s;
 * downtime s. SimGrid goes on for ever where dirtying outruns the network; here stage 3 is forced after `maxRounds`
 * rounds, and the migration is marked as not converged.
 *
 * Source: SimGrid 3.32, plugins/vm/VmLiveMigration.cpp; setup time: Akiyama 2014, section 5.3.4; hot pages:
 * Aldhalaan and Menascé 2013, section 4. */
import { choice } from '../../base/kind.ts';
import {
  type CommonParameters,
  commonParameters,
  type MechanismKind,
  type Migration,
  type MigrationSteps,
  type Outcome,
  type Wait,
} from './contract.ts';

/** Sends the first stage, and tells what it was: bytes and seconds. */
export type FirstStage = Generator<Wait, { readonly bytes: number; readonly seconds: number }, number>;

const HOT_PAGES = ['hot-1', 'hot-2'] as const;

export const preCopy: MechanismKind<CommonParameters & { readonly hotPages: (typeof HOT_PAGES)[number] }> = {
  name: 'pre-copy',
  title: 'Pre-copy live migration',
  source: 'SimGrid 3.32, VmLiveMigration; Akiyama 2014, section 5.3.3',
  parameters: {
    ...commonParameters,
    hotPages: choice(
      HOT_PAGES,
      'Hot pages are sent like the others (hot-1), or while the VM is down only (hot-2)',
      'hot-1',
    ),
  },
  create: (parameters) => ({
    *migrate(migration) {
      yield migration.wait(parameters.setupTime);
      return yield* preCopySteps(migration, parameters, { hotLast: parameters.hotPages === 'hot-2' });
    },
  }),
};

/** Where the pieces of pre-copy that other mechanisms change come from. */
interface Variant {
  /** What the first stage sends over the general network; by default all memory, but for hot pages that come last. */
  readonly bytes?: number;
  /** Sends the first stage in another way. */
  readonly stage1?: (m: Migration) => FirstStage;
  /** Hot II. */
  readonly hotLast?: boolean;
  /** What of dirtied memory has to be sent again; 1 by default. */
  readonly resend?: number;
}

/** Pre-copy after its setup. */
export function* preCopySteps(
  m: Migration,
  p: CommonParameters,
  { bytes, stage1, hotLast = false, resend = 1 }: Variant = {},
): MigrationSteps {
  const written = writtenSince(m, hotLast);
  const hotBytes = hotLast ? m.vm.hot.setBytes : 0;
  const stage1Bytes = bytes ?? m.vm.memoryBytes - hotBytes;
  const first = stage1
    ? yield* stage1(m)
    : { bytes: stage1Bytes, seconds: yield m.send(stage1Bytes, 'stage1', 'general', p.bandwidth) };
  // what the network seen last carries within the downtime; no time passes where nothing is sent over no latency
  const carries = (bytes: number, seconds: number) =>
    seconds > 0 ? Math.floor((bytes / seconds) * p.maxDowntime) : Number.POSITIVE_INFINITY;
  let allowed = carries(first.bytes, first.seconds);
  let dirty = Math.floor(resend * written());
  let rounds = 0;
  while (dirty > allowed && rounds < p.maxRounds) {
    const seconds = yield m.send(dirty, 'stage2', 'general', p.bandwidth);
    allowed = carries(dirty, seconds);
    dirty = Math.floor(resend * written());
    rounds++;
  }
  const outcome: Outcome = dirty <= allowed ? 'converged' : 'not-converged';
  m.pause();
  yield m.send(dirty + hotBytes, 'stage3', 'general', p.bandwidth);
  return outcome;
}

/** Whole bytes dirtied since the last time one asked; a page that is dirty already does not count again. */
function writtenSince({ vm }: Migration, withoutHot: boolean): () => number {
  const { setBytes, share } = vm.hot;
  let before = vm.writtenBytes;
  return () => {
    const now = vm.writtenBytes;
    const written = now - before;
    before = now;
    const cold = Math.min(Math.floor((1 - share) * written), vm.workingSetBytes - setBytes);
    return withoutHot ? cold : cold + Math.min(Math.floor(share * written), setBytes);
  };
}
