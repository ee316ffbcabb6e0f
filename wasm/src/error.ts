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

/** A number that is out of range, or stands for nothing. Nothing has happened, and the instance is as it was. */
export class ArgumentError extends RangeError {
  override readonly name = 'ArgumentError';
  constructor(
    /** The method that was called. */
    readonly operation: string,
    /** Its parameter. */
    readonly argument: string,
    readonly value: unknown,
    /** What it would have to be. */
    expected: string,
  ) {
    super(`${operation}: ${argument} is ${String(value)}; ${expected}`);
  }
}

/** The instance was disposed of, or SimGrid aborted it: nothing more can be asked of it. */
export class DisposedError extends Error {
  override readonly name = 'DisposedError';
}
