/** Memory images that hosts keep of VMs that left, at most so many per host. */
import type { Random } from '../../base/random.ts';

export interface Image {
  readonly vm: number;
  /** The VM's update counter when it left: what grows beyond it has to be sent again. */
  readonly updatedBytes: number;
}

/** Which image has to go when there is no room for another. */
export const EVICTIONS = ['oldest', 'least-recently-used', 'least-reusable', 'random'] as const;
export type Eviction = (typeof EVICTIONS)[number];

export class ImageStore {
  /** In order of storing or, for least-recently-used, of use. */
  readonly #images = new Map<number, Image>();

  constructor(
    private readonly capacity: number,
    private readonly eviction: Eviction,
    private readonly random: Random,
    /** How much a VM has updated up to now, bytes. */
    private readonly updatedBytes: (vm: number) => number,
  ) {}

  get size(): number {
    return this.#images.size;
  }

  /** Takes out the image of a VM. */
  take(vm: number): Image | undefined {
    const image = this.#images.get(vm);
    this.#images.delete(vm);
    return image;
  }

  /** Puts an image back that was taken out and not used up after all. */
  restore(image: Image): void {
    if (this.eviction === 'least-recently-used' || this.#images.size === 0) {
      this.#images.set(image.vm, image);
      return;
    }
    const others = [...this.#images];
    this.#images.clear();
    this.#images.set(image.vm, image);
    for (const [vm, other] of others) this.#images.set(vm, other);
  }

  /** Keeps an image; returns how many others had to go for it. */
  keep(image: Image): number {
    if (this.capacity < 1) return 0;
    this.#images.delete(image.vm);
    let evicted = 0;
    while (this.#images.size >= this.capacity) {
      this.#images.delete(this.#victim());
      evicted++;
    }
    this.#images.set(image.vm, image);
    return evicted;
  }

  #victim(): number {
    const all = () => [...this.#images.values()];
    const staleness = (image: Image) => this.updatedBytes(image.vm) - image.updatedBytes;
    switch (this.eviction) {
      case 'oldest':
      case 'least-recently-used':
        return this.#images.keys().next().value as number; // the map is in that order
      case 'least-reusable':
        return all().reduce((worst, image) => (staleness(image) > staleness(worst) ? image : worst)).vm;
      case 'random':
        return (all()[this.random.below(this.size)] as Image).vm;
    }
  }
}
