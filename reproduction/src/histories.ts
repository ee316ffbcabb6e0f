/** Histories of one small VM, lived through by both models of MiyakoDori: the sums of the migration history, and the
 * generation tables page by page. */

import { builtIn, type Mechanism, type Migration, type Random, randomStream, type Send } from 'wattshift';
import { GenerationTable } from './generation-table.ts';

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
  const miyakodori = createMiyakodori(images);
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
    const send: Migration['send'] = (bytes, stage, network = 'general'): Send => {
      if (stage === 'stage1') {
        sent.push({ neededBytes: table.toSend(to) * PAGE_BYTES, byHistoryBytes: bytes });
        write(during); // sent in stages 2 and 3, so that both hosts hold it in the end
      }
      return { kind: 'send', bytes, stage, network, sentBytes: bytes };
    };
    const steps = miyakodori.migrate({
      vm: {
        index: 0,
        name: 'vm-0',
        memoryBytes: PAGES * PAGE_BYTES,
        workingSetBytes: hotPages * PAGE_BYTES,
        hot: { setBytes: 0, share: 0 },
        get writtenBytes() {
          return writtenBytes;
        },
      },
      from: hosts[at] as Host,
      to: hosts[to] as Host,
      nowS: 0,
      wait: (seconds) => ({ kind: 'wait', seconds }),
      send,
      pause: () => {},
      switchOver: () => {},
      note: () => {},
    });
    // everything takes no time here
    while (!steps.next(0).done);
    table.arrive(to);
    at = to;
  }
  return sent;
}

interface Host {
  readonly index: number;
  readonly name: string;
  readonly role: undefined;
}

const hosts: readonly Host[] = Array.from({ length: HOSTS }, (_, index) => ({
  index,
  name: `pm-${index}`,
  role: undefined,
}));

/** The mechanism itself, as it runs. */
function createMiyakodori(images: number): Mechanism {
  const kind = builtIn.mechanisms.get('miyakodori');
  if (!kind) throw new Error('there is no mechanism miyakodori');
  const common = { setupTime: 0, maxDowntime: 0.03, maxRounds: 30, bandwidth: Number.POSITIVE_INFINITY };
  const parameters = { ...common, images, eviction: 'oldest' };
  return kind.create(parameters, { hosts, vmCount: 1, random: randomStream(0, 'histories') });
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
