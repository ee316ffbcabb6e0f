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
import { type CommonParameters, commonParameters, type Mechanism, type MechanismKind, type Migration, type MigrationSteps } from './contract.ts';

export const preCopy: MechanismKind<CommonParameters> = {
  name: 'pre-copy',
  title: 'Pre-copy live migration',
  source: 'SimGrid 3.32, VmLiveMigration; thesis 5.3.3',
  parameters: commonParameters,
  create: (parameters): Mechanism => ({
    bandwidth: parameters.bandwidth,
    migrate: (migration) => preCopySteps(migration, parameters, () => migration.vm.memoryBytes),
  }),
};

/** Pre-copy whose first stage sends `firstBytes()`, asked for when setup is over. */
export function* preCopySteps(m: Migration, p: CommonParameters, firstBytes: () => number): MigrationSteps {
  yield m.wait(p.setupTime);

  let writtenBefore = m.vm.writtenBytes;
  const written = () => {
    const now = m.vm.writtenBytes;
    const bytes = Math.min(Math.floor(now - writtenBefore), m.vm.workingSetBytes);
    writtenBefore = now;
    return bytes;
  };

  const memory = firstBytes();
  let seconds = yield m.send(memory, 'stage1');
  let allowed = Math.floor((memory / seconds) * p.maxDowntime);
  let dirty = written();
  let rounds = 0;
  while (dirty > allowed && rounds < p.maxRounds) {
    seconds = yield m.send(dirty, 'stage2');
    allowed = Math.floor((dirty / seconds) * p.maxDowntime);
    dirty = written();
    rounds++;
  }
  const converged = dirty <= allowed;

  m.pause();
  yield m.send(dirty, 'stage3');
  return converged ? 'converged' : 'not-converged';
}
