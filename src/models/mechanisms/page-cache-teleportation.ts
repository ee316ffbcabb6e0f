/** Page cache teleportation: pre-copy whose first stage takes restorable page cache from the storage network, in
 * parallel with the rest over the general one. The bytes and so the energy are those of pre-copy; the time is shorter.
 *
 *   ratio: P         P of the first stage's bytes over the storage network
 *   ratio: adaptive  all page cache over the storage network first; what is left when the other memory is through is
 *                    shared between the networks (see teleport.ts)
 *
 * Reading page cache from disk, block by block: throughput = c * 4096 / (seek + c * 4096 / diskRate), bytes/s, for
 * clusters of c sequential blocks of 4096 bytes. Finding the restorable pages costs `pfnTime` before the transfer.
 *
 * Source: Akiyama 2014, chapter 4 (4.5.4, 4.8.1, 4.8.2, 4.8.4) and section 5.3.5; the formula for the disk is
 * ours, the document shows it as a measured curve (figure 4.13). */
import { quantity } from '../../base/kind.ts';
import { type CommonParameters, commonParameters, type MechanismKind, SLOWEST } from './contract.ts';
import { preCopySteps } from './pre-copy.ts';
import { type Rates, teleportAdaptive, teleportFixed } from './teleport.ts';

export interface TeleportParameters {
  /** Negative for adaptive. */
  readonly ratio: number;
  readonly pageCache: number;
  readonly pfnTime: number;
  readonly clusterSize: number;
  readonly seekTime: number;
  readonly diskRate: number;
}

const BLOCK_BYTES = 4096;
const UNLIMITED = { words: { unlimited: Number.POSITIVE_INFINITY }, default: 'unlimited' };

export const teleportParameters = {
  ratio: quantity('number', 'Share of the first stage that goes over the storage network', {
    default: 0.34,
    max: 1,
    words: { adaptive: -1 },
  }),
  pageCache: quantity('number', 'adaptive: restorable page cache as a share of the memory', { default: 0.7, max: 1 }),
  pfnTime: quantity('time', 'Finding restorable pages before the transfer', { default: '0 s' }),
  clusterSize: quantity('number', 'Sequential disk blocks of 4096 bytes per cluster of page cache', {
    ...UNLIMITED,
    min: 1,
    max: 1e9,
  }),
  seekTime: quantity('time', 'Disk seek per cluster', { default: '0 s' }),
  diskRate: quantity('bandwidth', 'Sequential throughput of the disk', { ...UNLIMITED, min: SLOWEST }),
};

export const pageCacheTeleportation: MechanismKind<CommonParameters & TeleportParameters> = {
  name: 'page-cache-teleportation',
  title: 'Page cache teleportation',
  source: 'Akiyama 2014, sections 4.5, 4.8, 5.3.5',
  parameters: { ...commonParameters, ...teleportParameters },
  check: ({ ratio }, { hosts }) => adaptiveNeedsStorage(ratio, hosts),
  create: (p) => ({
    *migrate(m) {
      yield m.wait(p.setupTime + p.pfnTime);
      return yield* preCopySteps(m, p, { stage1: () => teleport(m, m.vm.memoryBytes, p) });
    },
  }),
};

/** The first stage over two networks, as the parameters say. */
export function teleport(
  m: Parameters<typeof teleportFixed>[0],
  bytes: number,
  p: CommonParameters & TeleportParameters,
) {
  const rates: Rates = { general: p.bandwidth, storage: diskThroughput(p) };
  const adaptive = p.ratio < 0;
  return adaptive
    ? teleportAdaptive(m, bytes, Math.round(p.pageCache * bytes), rates)
    : teleportFixed(m, bytes, p.ratio, rates);
}

export function adaptiveNeedsStorage(
  ratio: number,
  hosts: readonly { readonly role: string | undefined }[],
): readonly string[] {
  if (ratio >= 0 || hosts.some((host) => host.role === 'storage')) return [];
  return [
    'ratio: adaptive follows the throughput of a storage network, and the platform has no host with <prop id="role" value="storage"/>',
  ];
}

/** Bytes/s at which storage can read page cache. */
export function diskThroughput({ clusterSize, seekTime, diskRate }: TeleportParameters): number {
  const clusterBytes = clusterSize * BLOCK_BYTES;
  if (seekTime === 0 || clusterBytes === Number.POSITIVE_INFINITY) return diskRate;
  return clusterBytes / (seekTime + clusterBytes / diskRate);
}
