/** Pre-copy live migration, as SimGrid 3.32 models it.
 *
 *   stage 1   sends all memory:       d_0 = M
 *   stage 2   sends what was written meanwhile, round by round:
 *             d_i = min(floor(written during round i-1), W)      while d_i > floor(b_(i-1) * downtime)
 *   stage 3   stops the VM and sends d_n
 *
 * M memory, W working set, d bytes; b_i = d_i / (duration of round i), the bandwidth seen, bytes/s; downtime s.
 * SimGrid goes on for ever where dirtying outruns the network; here stage 3 is forced after `maxRounds` rounds, and
 * the migration is marked as not converged.
 *
 * Source: SimGrid 3.32, plugins/vm/VmLiveMigration.cpp; setup time: seed document 002, section 5.3.4. */
import { type CommonParameters, commonParameters, type MechanismKind, type Migration, type MigrationSteps, type Outcome, type Wait } from './contract.ts';

/** Sends the first stage, and tells what it was: bytes and seconds. */
export type FirstStage = Generator<Wait, { readonly bytes: number; readonly seconds: number }, number>;

export const preCopy: MechanismKind<CommonParameters> = {
  name: 'pre-copy',
  title: 'Pre-copy live migration',
  source: 'SimGrid 3.32, VmLiveMigration; thesis 5.3.3',
  parameters: commonParameters,
  create: (parameters) => ({
    *migrate(migration) {
      yield migration.wait(parameters.setupTime);
      return yield* preCopySteps(migration, parameters);
    },
  }),
};

/** Where the pieces of pre-copy that other mechanisms change come from. */
interface Variant {
  /** By default all memory goes over the general network. */
  readonly stage1?: (m: Migration) => FirstStage;
  /** What of dirtied memory has to be sent again; 1 by default. */
  readonly resend?: number;
}

/** Pre-copy after its setup. */
export function* preCopySteps(m: Migration, p: CommonParameters, { stage1, resend = 1 }: Variant = {}): MigrationSteps {
  const written = writtenSince(m);
  const first = stage1 ? yield* stage1(m) : yield* allMemory(m, p);
  // what the network seen last carries within the downtime; no time passes where nothing is sent over no latency
  const carries = (bytes: number, seconds: number) => (seconds > 0 ? Math.floor((bytes / seconds) * p.maxDowntime) : Number.POSITIVE_INFINITY);
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
  yield m.send(dirty, 'stage3', 'general', p.bandwidth);
  return outcome;
}

function* allMemory(m: Migration, p: CommonParameters): FirstStage {
  const bytes = m.vm.memoryBytes;
  return { bytes, seconds: yield m.send(bytes, 'stage1', 'general', p.bandwidth) };
}

/** Whole bytes dirtied since the last time one asked; a page that is dirty already does not count again. */
function writtenSince(m: Migration): () => number {
  let before = m.vm.writtenBytes;
  return () => {
    const now = m.vm.writtenBytes;
    const bytes = Math.min(Math.floor(now - before), m.vm.workingSetBytes);
    before = now;
    return bytes;
  };
}
