/** Sizes, demands and capacities of hosts and VMs are one type, so that what is asked for can be held against what is
 * there. */
export interface Resources {
  /** Cores, or parts of them. */
  readonly cores: number;
  /** Memory, bytes. */
  readonly memoryBytes: number;
}

/** VMs run on a host that is `awake` alone. Falling asleep and waking take the time that the platform says. `failed` is
 * down by a profile or a failure: nothing wakes it before it is back. */
export type HostState = 'awake' | 'falling-asleep' | 'asleep' | 'waking' | 'failed';
