import { arrived, type MigrationRecord } from './migration-record.ts';

/** Sizes are doubles: a model may send a fraction of a byte. */
export const MIGRATION_COLUMNS = {
  vm: 'text',
  from: 'text',
  to: 'text',
  startS: 'double',
  endS: 'double',
  rounds: 'int32',
  stage1Bytes: 'double',
  stage2Bytes: 'double',
  stage3Bytes: 'double',
  storageBytes: 'double',
  reusedBytes: 'double',
  imagesHit: 'int32',
  imagesEvicted: 'int32',
  waitedS: 'double',
  downtimeS: 'double',
  predictedS: 'double',
  predictedBytes: 'double',
  energyJ: 'double',
  outcome: 'text',
} as const satisfies Record<Name, 'text' | 'double' | 'int32'>;

type Name = Exclude<keyof MigrationRecord, 'notes'>;

/** The values of one column, in the order of the rows. */
export type MigrationColumn<K extends Name> = {
  readonly text: MigrationRecord[K][];
  readonly double: Float64Array;
  readonly int32: Int32Array;
}[(typeof MIGRATION_COLUMNS)[K]];

type Columns = { -readonly [K in Name]: MigrationColumn<K> };

export const MIGRATION_COLUMN_NAMES = Object.keys(MIGRATION_COLUMNS) as readonly Name[];

/** The migrations of a run, in the order in which they ended: a row each, in columns that grow by doubling. As objects
 * they would take three times the memory, and be most of what the garbage collector has to look at. */
export class MigrationTable implements Iterable<MigrationRecord> {
  #length = 0;
  #capacity = 1024;
  #columns = columnsLike(undefined, this.#capacity);
  /** A column for each figure of the mechanism's own. */
  readonly #notes: Map<string, Float64Array>;

  constructor(noteNames: readonly string[] = []) {
    this.#notes = new Map(noteNames.map((name) => [name, new Float64Array(this.#capacity)]));
  }

  static of(records: Iterable<MigrationRecord>, noteNames: readonly string[] = []): MigrationTable {
    const table = new MigrationTable(noteNames);
    for (const record of records) table.add(record);
    return table;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a row at the end. */
  add(m: MigrationRecord): void {
    if (this.#length === this.#capacity) {
      this.#capacity *= 2;
      this.#columns = columnsLike(this.#columns, this.#capacity);
      for (const [name, column] of this.#notes) this.#notes.set(name, grown(column, this.#capacity));
    }
    const row = this.#length++;
    const to = this.#columns;
    // column by column: a loop over their names takes ten times as long
    to.vm[row] = m.vm;
    to.from[row] = m.from;
    to.to[row] = m.to;
    to.startS[row] = m.startS;
    to.endS[row] = m.endS;
    to.rounds[row] = m.rounds;
    to.stage1Bytes[row] = m.stage1Bytes;
    to.stage2Bytes[row] = m.stage2Bytes;
    to.stage3Bytes[row] = m.stage3Bytes;
    to.storageBytes[row] = m.storageBytes;
    to.reusedBytes[row] = m.reusedBytes;
    to.imagesHit[row] = m.imagesHit;
    to.imagesEvicted[row] = m.imagesEvicted;
    to.waitedS[row] = m.waitedS;
    to.downtimeS[row] = m.downtimeS;
    to.predictedS[row] = m.predictedS;
    to.predictedBytes[row] = m.predictedBytes;
    to.energyJ[row] = m.energyJ;
    to.outcome[row] = m.outcome;
    for (const [name, column] of this.#notes) column[row] = m.notes?.[name] ?? 0;
  }

  get noteNames(): readonly string[] {
    return [...this.#notes.keys()];
  }

  /** A figure of the mechanism's own per row; not a copy. Throws RangeError where the table has none of that name. */
  note(name: string): Float64Array {
    const column = this.#notes.get(name);
    if (!column) throw new RangeError(`there is no figure '${name}'`);
    return column.subarray(0, this.#length);
  }

  /** One value per row; not a copy. */
  column<K extends Name>(name: K): MigrationColumn<K> {
    const column = this.#columns[name];
    return (Array.isArray(column) ? column : column.subarray(0, this.#length)) as MigrationColumn<K>;
  }

  /** Throws RangeError where there is no such row. */
  row(row: number): MigrationRecord {
    if (!(row >= 0 && row < this.#length))
      throw new RangeError(`there are ${this.#length} migrations, and no [${row}]`);
    const record = Object.fromEntries(MIGRATION_COLUMN_NAMES.map((name) => [name, this.#columns[name][row]]));
    if (this.#notes.size > 0)
      record.notes = Object.fromEntries([...this.#notes].map(([name, column]) => [name, column[row]])) as never;
    return record as unknown as MigrationRecord;
  }

  /** The rows of those that got to their destination. */
  arrived(): readonly number[] {
    return this.column('outcome').flatMap((outcome, row) => (arrived({ outcome }) ? [row] : []));
  }

  /** From decision to end, per row. */
  seconds(): Float64Array {
    const startS = this.column('startS');
    return this.column('endS').map((endS, row) => endS - (startS[row] as number));
  }

  /** Over every network, per row. */
  sentBytes(): Float64Array {
    const [stage1, stage2, stage3] = [
      this.column('stage1Bytes'),
      this.column('stage2Bytes'),
      this.column('stage3Bytes'),
    ];
    return stage1.map((bytes, row) => bytes + (stage2[row] as number) + (stage3[row] as number));
  }

  *[Symbol.iterator](): IterableIterator<MigrationRecord> {
    for (let row = 0; row < this.#length; row++) yield this.row(row);
  }
}

function grown<T extends Float64Array | Int32Array>(from: T, capacity: number): T {
  const to = new (from.constructor as new (length: number) => T)(capacity);
  to.set(from);
  return to;
}

/** Empty ones, or with what these hold. */
function columnsLike(columns: Columns | undefined, capacity: number): Columns {
  const like = (name: Name) => {
    const type = MIGRATION_COLUMNS[name];
    if (type === 'text') return columns?.[name] ?? [];
    const wider = type === 'double' ? new Float64Array(capacity) : new Int32Array(capacity);
    wider.set((columns?.[name] ?? []) as ArrayLike<number>);
    return wider;
  };
  return Object.fromEntries(MIGRATION_COLUMN_NAMES.map((name) => [name, like(name)])) as unknown as Columns;
}
