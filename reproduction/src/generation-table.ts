/** MiyakoDori page by page: the generation tables of the document, for VMs small enough to keep one number per page.
 * What the migration history (miyakodori.ts) sums up in bytes is exact here, so it is what the history is checked
 * against: it may send more, never less.
 *
 *   a page is sent in stage 1 if its generation at the source differs from the one at the destination
 *
 * Source: Akiyama 2014, section 3.3.3, figures 3.6 and 3.7. */
export class GenerationTable {
  /** Per host, the generations of the pages of its image; a host without a table has no image. */
  readonly #tables = new Map<number, Uint32Array>();
  readonly #dirty: Uint8Array;

  constructor(
    readonly pages: number,
    private host: number,
  ) {
    this.#tables.set(host, new Uint32Array(pages));
    this.#dirty = new Uint8Array(pages);
  }

  write(page: number): void {
    this.#dirty[page] = 1;
  }

  /** Pages that a migration to this host has to send in its first stage. */
  toSend(destination: number): number {
    const here = this.#advance();
    const there = this.#tables.get(destination);
    if (!there) return this.pages;
    let differing = 0;
    for (let page = 0; page < this.pages; page++) if (here[page] !== there[page]) differing++;
    return differing;
  }

  /** The migration has ended: both hosts hold the same image, and the VM runs at the destination. */
  arrive(destination: number): void {
    this.#tables.set(destination, this.#advance().slice());
    this.host = destination;
  }

  /** A host throws its image away. */
  evict(host: number): void {
    if (host !== this.host) this.#tables.delete(host);
  }

  /** Steps 1 and 2 of the figures: the generations of updated pages go up by one. */
  #advance(): Uint32Array {
    const table = this.#tables.get(this.host) as Uint32Array;
    for (let page = 0; page < this.pages; page++) if (this.#dirty[page]) table[page] = (table[page] as number) + 1;
    this.#dirty.fill(0);
    return table;
  }
}
