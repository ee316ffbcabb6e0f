/** Post-copy: the VM runs at its destination at once, and its memory follows, each page once.
 *
 *   V = S + M,  downtime = S / b      (S state of CPUs and devices, M memory, bytes; b bytes/s)
 *
 * Until all memory has arrived, pages that are missing have to be fetched: the VM runs at `pagingSpeed` of the speed
 * that it asks for. The migration ends when nothing is left at the source, which cannot sleep before.
 *
 * Source: Akiyama 2014, section 2.4; the speed: its section 5.7.3, which takes a loss of 10 to 30 % from
 * measurements, the default being the worst of it. The size of the state is not given there. */
import { quantity } from '../../base/kind.ts';
import { type CommonParameters, commonParameters, type MechanismKind } from './contract.ts';

export const postCopy: MechanismKind<CommonParameters & { readonly state: number; readonly pagingSpeed: number }> = {
  name: 'post-copy',
  title: 'Post-copy live migration',
  source: 'Akiyama 2014, sections 2.4, 5.7.3',
  parameters: {
    ...commonParameters,
    state: quantity('bytes', 'State of CPUs and devices, sent while the VM is down', { default: '1 MB' }),
    pagingSpeed: quantity('number', 'Speed of the VM until all memory has arrived, as a fraction', {
      default: 0.7,
      max: 1,
    }),
  },
  create: (p) => ({
    estimate: ({ memoryBytes }, bandwidth) => {
      const b = Math.min(bandwidth, p.bandwidth);
      const bytes = p.state + memoryBytes;
      return { seconds: p.setupTime + bytes / b, bytes, downtimeS: p.state / b };
    },
    *migrate(m) {
      yield m.wait(p.setupTime);
      m.pause();
      yield m.send(p.state, 'stage3', 'general', p.bandwidth);
      m.switchOver(p.pagingSpeed);
      yield m.send(m.vm.memoryBytes, 'stage1', 'general', p.bandwidth);
      return 'converged';
    },
  }),
};
