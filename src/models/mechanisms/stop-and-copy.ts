/** Stop and copy: the VM stands still while all of its memory is sent.
 *
 *   V = M,  downtime = M / b      (bytes, bytes/s, seconds)
 *
 * Source: Sumithra and Naveen, suspend-and-copy; Aldhalaan and Menascé 2013, its first special case. */
import { type CommonParameters, commonParameters, type MechanismKind } from './contract.ts';

export const stopAndCopy: MechanismKind<CommonParameters> = {
  name: 'stop-and-copy',
  title: 'Stop and copy',
  source: 'Sumithra and Naveen, suspend-and-copy',
  parameters: commonParameters,
  create: (p) => ({
    estimate: ({ memoryBytes }, bandwidth) => {
      const downtimeS = memoryBytes / Math.min(bandwidth, p.bandwidth);
      return { seconds: p.setupTime + downtimeS, bytes: memoryBytes, downtimeS };
    },
    *migrate(m) {
      yield m.wait(p.setupTime);
      m.pause();
      yield m.send(m.vm.memoryBytes, 'stage3', 'general', p.bandwidth);
      return 'converged';
    },
  }),
};
