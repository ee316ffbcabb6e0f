/** An experiment that has been run, as items read it. */
import {
  type CellResult,
  type CoreMetricName,
  type MigrationRecord,
  type Result,
  type RunOutput,
  readRun,
} from 'wattshift';

export class Study {
  constructor(
    readonly result: Result,
    private readonly out: string,
  ) {}

  /** The one cell whose id holds all of these words; without any, the only cell. Throws where that is not exactly one. */
  cell(...words: readonly string[]): CellResult {
    const found = this.result.cells.filter(({ id }) => words.every((word) => id.includes(word)));
    const [only] = found;
    if (only && found.length === 1) return only;
    throw new Error(`${this.result.experiment} has ${found.length} cells with ${words.join(' and ')}`);
  }

  /** A metric of one cell, seed by seed. */
  values(metric: CoreMetricName, ...words: readonly string[]): readonly number[] {
    return this.cell(...words).metrics[metric].values;
  }

  /** The runs of one cell, with all their migrations. */
  runs(...words: readonly string[]): Promise<readonly RunOutput[]> {
    const { id, seeds } = this.cell(...words);
    return Promise.all(seeds.map((seed) => readRun(this.out, id, seed)));
  }

  /** The second migration of a cell's first run. */
  async migrationBack(cell: string): Promise<MigrationRecord> {
    const [run] = await this.runs(cell);
    if (!run || run.migrations.length < 2) throw new Error(`no migration back in ${cell}`);
    return run.migrations.row(1);
  }
}
