/** What SimGrid said, in its own words; for platform files with the place that it names. */
export class SimGridError extends Error {
  override readonly name = 'SimGridError';
  constructor(
    message: string,
    /** The operation that failed. */
    readonly operation: string,
    readonly file: string | undefined = undefined,
    /** 1-based. */
    readonly line: number | undefined = undefined,
  ) {
    super(message);
  }
}

/** The instance was disposed of, or SimGrid aborted it: nothing more can be asked of it. */
export class DisposedError extends Error {
  override readonly name = 'DisposedError';
}
