/** MiyakoDori and page cache teleportation together: what cannot be reused is sent over both networks.
 * Equations and sources: miyakodori.ts, page-cache-teleportation.ts. */
import type { MechanismKind } from './contract.ts';
import { type ImageParameters, imageParameters, MemoryReuse } from './miyakodori.ts';
import {
  adaptiveNeedsStorage,
  type TeleportParameters,
  teleport,
  teleportParameters,
} from './page-cache-teleportation.ts';
import { preCopySteps } from './pre-copy.ts';

export const miyakodoriTeleportation: MechanismKind<ImageParameters & TeleportParameters> = {
  name: 'miyakodori-teleportation',
  title: 'Memory reuse and page cache teleportation',
  source: 'Akiyama 2014, sections 5.3.4 and 5.3.5',
  parameters: { ...imageParameters, ...teleportParameters },
  check: ({ ratio }, { hosts }) => adaptiveNeedsStorage(ratio, hosts),
  create: (p, context) => {
    const memory = new MemoryReuse(p, context);
    return {
      *migrate(m) {
        yield m.wait(p.setupTime + p.pfnTime);
        return yield* memory.reuse(m, (bytes) => preCopySteps(m, p, { stage1: () => teleport(m, bytes, p) }));
      },
      departed: (vm) => memory.forget(vm),
    };
  },
};
