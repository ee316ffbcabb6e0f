/** MiyakoDori: pre-copy that reuses the memory image which a host has kept of a VM that once ran there.
 *
 *   D_i = min(written between t_(i-1) and t_i, W)        recorded when a migration starts, and when it ends
 *   stage 1 sends  min(sum of D_i since the VM left that host, M);      the rest is reused
 *
 * D, W (working set), M (memory) in bytes. Stages 2 and 3 are pre-copy's. The source keeps an image when the VM
 * leaves; a host keeps at most `images` of them, a warehouse server any number. An image is used up when its VM comes
 * back. Of a history only the running sum of its D_i is needed, so nothing grows with time.
 *
 * Source: Akiyama 2014, sections 3.3.3 and 5.3.4 (the migration history), 5.6.1 (8 images). Which image goes when
 * there is no room is not said there; the oldest is the default. */
import { choice, count } from '../../base/kind.ts';
import {
  type CommonParameters,
  commonParameters,
  type MechanismContext,
  type MechanismKind,
  type Migration,
  type MigrationSteps,
} from './contract.ts';
import { EVICTIONS, type Eviction, ImageStore } from './image-store.ts';
import { preCopySteps } from './pre-copy.ts';

export interface ImageParameters extends CommonParameters {
  readonly images: number;
  readonly eviction: Eviction;
}

export const imageParameters = {
  ...commonParameters,
  images: count('Memory images that a host keeps; a warehouse server keeps any number', {
    default: 8,
    words: { unlimited: Number.POSITIVE_INFINITY },
  }),
  eviction: choice(EVICTIONS, 'Which image goes when there is no room for another', 'oldest'),
};

export const miyakodori: MechanismKind<ImageParameters> = {
  name: 'miyakodori',
  title: 'MiyakoDori: memory reuse',
  source: 'Akiyama 2014, sections 3.3, 5.3.4',
  parameters: imageParameters,
  create: (parameters, context) => {
    const memory = new MemoryReuse(parameters, context);
    return {
      *migrate(m) {
        yield m.wait(parameters.setupTime);
        return yield* memory.reuse(m, (bytes) => preCopySteps(m, parameters, { bytes }));
      },
      departed: (vm) => memory.forget(vm),
    };
  },
};

/** The migration histories of all VMs, and the images that their hosts keep. */
export class MemoryReuse {
  /** Per VM: bytes written and sum of D_i, as of its last record. */
  readonly #written = new Map<number, number>();
  readonly #updated = new Map<number, number>();
  readonly #stores: readonly ImageStore[];

  constructor({ images, eviction }: ImageParameters, { hosts, random }: MechanismContext) {
    const updated = (vm: number) => this.#updatedBytes(vm);
    this.#stores = hosts.map(
      (host) =>
        new ImageStore(host.role === 'warehouse' ? Number.POSITIVE_INFINITY : images, eviction, random, updated),
    );
  }

  /** Runs `transfer`, told how many bytes the first stage has to send; keeps histories and images. An image that was
   * to be used stays if the migration does not come to its end. */
  *reuse(m: Migration, transfer: (bytes: number) => MigrationSteps): MigrationSteps {
    const { index: vm, memoryBytes } = m.vm;
    this.#record(m);
    const there = this.#stores[m.to.index] as ImageStore;
    const image = there.take(vm);
    const bytes = image ? Math.min(Math.ceil(this.#updatedBytes(vm) - image.updatedBytes), memoryBytes) : memoryBytes;
    let done = false;
    try {
      const outcome = yield* transfer(bytes);
      done = true;
      this.#record(m);
      const kept = this.#stores[m.from.index] as ImageStore;
      const imagesEvicted = kept.keep({ vm, updatedBytes: this.#updatedBytes(vm) });
      m.note('reusedBytes', memoryBytes - bytes);
      m.note('imagesHit', image ? 1 : 0);
      m.note('imagesEvicted', imagesEvicted);
      return outcome;
    } finally {
      if (!done && image) there.restore(image);
    }
  }

  #record({ vm }: Migration): void {
    const written = vm.writtenBytes;
    const sinceLast = written - (this.#written.get(vm.index) ?? 0);
    this.#updated.set(vm.index, this.#updatedBytes(vm.index) + Math.min(sinceLast, vm.workingSetBytes));
    this.#written.set(vm.index, written);
  }

  #updatedBytes(vm: number): number {
    return this.#updated.get(vm) ?? 0;
  }

  /** A VM has left for good. */
  forget(vm: number): void {
    this.#written.delete(vm);
    this.#updated.delete(vm);
    for (const store of this.#stores) store.take(vm);
  }
}
