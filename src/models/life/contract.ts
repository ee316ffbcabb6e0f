import type { Kind } from '../../base/kind.ts';
import type { Random } from '../../base/random.ts';

/** When the VMs of a group come: one time for each, in seconds since t = 0, ascending. They depend on nothing but the seed. */
export interface Arrivals {
  times(): Iterator<number, void>;
}

export interface ArrivalsContext {
  /** The group's own stream. */
  readonly random: Random;
}

/** How long a VM runs. Its time begins when it does, not while it waits for a host. */
export type Lifetime =
  | { readonly kind: 'time'; readonly seconds: number }
  /** Until it has got so many core-seconds; of cores as fast as its vCPUs, where these have a speed. */
  | { readonly kind: 'work'; readonly coreS: number };

export interface Lifetimes {
  /** Of one VM; `random` is its own stream. */
  draw(random: Random): Lifetime;
}

export type ArrivalsKind<P> = Kind<P, ArrivalsContext, Arrivals>;
export type LifetimesKind<P> = Kind<P, Record<never, never>, Lifetimes>;
