/** Histories of one small VM, lived through by both models of MiyakoDori: the sums of the migration history, and the
 * generation tables page by page. */

import { type Random, randomStream } from '../base/random.ts';
import type { Migration, Wait } from '../models/mechanisms/contract.ts';
import { GenerationTable } from '../models/mechanisms/generation-table.ts';
import { MemoryReuse } from '../models/mechanisms/miyakodori.ts';

export const PAGE_BYTES = 4096;
export const PAGES = 64;
export const HOSTS = 5;

export interface History {
  /** The VM writes its first so many pages, and no others. */
  readonly hotPages: number;
  /** Images that a host keeps. */
  readonly images: number;
  readonly steps: readonly Step[];
}

/** Writes, then a migration, with writes while it lasts. Pages are taken modulo `hotPages`. */
export interface Step {
  readonly writes: readonly number[];
  readonly during: readonly number[];
  readonly to: number;
}

export interface FirstStage {
  /** By the generation tables. */
  readonly neededBytes: number;
  readonly byHistoryBytes: number;
}

/** What the first stage of each migration sends. */
export function liveThrough({ hotPages, images, steps }: History): readonly FirstStage[] {
  const table = new GenerationTable(PAGES, 0);
  const hosts = Array.from({ length: HOSTS }, (_, index) => ({ index, name: `pm-${index}`, role: undefined }));
  const common = { setupTime: 0, maxDowntime: 0.03, maxRounds: 30, bandwidth: Number.POSITIVE_INFINITY };
  const context = { hosts, vmCount: 1, random: randomStream(0, 'histories') };
  const reuse = new MemoryReuse({ ...common, images, eviction: 'oldest' }, context);
  let writtenBytes = 0;
  let at = 0;
  const write = (pages: readonly number[]) => {
    for (const page of pages) table.write(page % hotPages);
    writtenBytes += pages.length * PAGE_BYTES;
  };
  const sent: FirstStage[] = [];
  for (const { writes, during, to } of steps) {
    write(writes);
    if (to === at) continue;
    const migration = {
      vm: {
        index: 0,
        name: 'vm-0',
        memoryBytes: PAGES * PAGE_BYTES,
        workingSetBytes: hotPages * PAGE_BYTES,
        get writtenBytes() {
          return writtenBytes;
        },
      },
      from: { index: at, name: `pm-${at}` },
      to: { index: to, name: `pm-${to}` },
      note: () => {},
    } as unknown as Migration;
    // biome-ignore lint/correctness/useYield: the transfer takes no time here
    const run = reuse.reuse(migration, function* (bytes): Generator<Wait, 'converged', number> {
      sent.push({ neededBytes: table.toSend(to) * PAGE_BYTES, byHistoryBytes: bytes });
      write(during); // sent in stages 2 and 3, so that both hosts hold it in the end
      return 'converged';
    });
    run.next();
    table.arrive(to);
    at = to;
  }
  return sent;
}

/** A history of 20 migrations between two hosts, the VM writing up to `writes` times between them. */
export function randomHistory(random: Random, hotPages: number, writes: number): History {
  const pages = (most: number) => Array.from({ length: random.below(most + 1) }, () => random.below(hotPages));
  const steps = Array.from({ length: 20 }, (_, i) => ({
    writes: pages(writes),
    during: pages(writes / 10),
    to: (i + 1) % 2,
  }));
  return { hotPages, images: Number.POSITIVE_INFINITY, steps };
}
