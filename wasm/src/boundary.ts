import { ArgumentError, DisposedError, SimGridError } from './error.ts';
import type { RawModule } from './raw.ts';

/** The way into a SimGrid instance and back out of it: calls, and what becomes of those that fail. */
export abstract class Boundary implements Disposable {
  #raw: RawModule | undefined;
  /** The last lines of stderr: SimGrid explains itself there before it aborts. */
  readonly #complaints: readonly string[];

  protected constructor(raw: RawModule, complaints: readonly string[]) {
    this.#raw = raw;
    this.#complaints = complaints;
  }

  /** Frees the instance; it must not be used afterwards. */
  dispose(): void {
    this.#raw = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Calls into the instance pass here. Those that every event makes do the same without a closure. */
  protected call<T>(operation: string, body: (raw: RawModule) => T): T {
    const raw = this.live(operation);
    try {
      return body(raw);
    } catch (error) {
      throw this.explained(error, operation);
    }
  }

  protected live(operation: string): RawModule {
    if (!this.#raw) throw new DisposedError(`${operation}: the SimGrid instance was disposed of`);
    return this.#raw;
  }

  /** A trap becomes SimGrid's own message, and is the end of the instance. */
  protected explained(error: unknown, operation: string): unknown {
    if (error instanceof SimGridError || error instanceof ArgumentError || error instanceof DisposedError) return error;
    this.#raw = undefined;
    return new SimGridError(this.#lastComplaint() ?? (error as Error).message, operation);
  }

  /** `id` is the number of the action or flow that the call was about. */
  protected check(operation: string, status: number, id?: number): number {
    if (status >= 0) return status;
    const raw = this.#raw as RawModule;
    const argument = raw.UTF8ToString(raw._sgw_error_argument());
    if (argument) throw new ArgumentError(operation, argument, id, `there is no such ${argument}, or no longer`);
    const file = raw.UTF8ToString(raw._sgw_error_file()).replace(/^\/platform\//, '');
    throw new SimGridError(
      raw.UTF8ToString(raw._sgw_error_message()),
      operation,
      file || undefined,
      raw._sgw_error_line() || undefined,
    );
  }

  protected number(operation: string, body: (raw: RawModule) => number, id?: number): number {
    return this.checkNumber(operation, this.call(operation, body), id);
  }

  protected checkNumber(operation: string, value: number, id?: number): number {
    if (Number.isNaN(value)) this.check(operation, -1, id);
    return value;
  }

  protected text(operation: string, body: (raw: RawModule) => number): string | undefined {
    return this.call(operation, (r) => {
      const pointer = body(r);
      return pointer === 0 ? undefined : r.UTF8ToString(pointer);
    });
  }

  /** `[host:actor:(1) 12.0] file.cpp:12: [category/CRITICAL] message` without what stands before the message. */
  #lastComplaint(): string | undefined {
    const critical = this.#complaints.findLastIndex((line) => line.includes('/CRITICAL]'));
    if (critical < 0) return undefined;
    const lines = this.#complaints.slice(critical).filter((line) => !line.startsWith('Aborted'));
    return lines
      .join(' ')
      .replace(/^.*?\/CRITICAL\]\s*/, '')
      .trim();
  }
}

export function withText<T>(raw: RawModule, text: string, body: (pointer: number) => T): T {
  const size = raw.lengthBytesUTF8(text) + 1;
  const pointer = raw._malloc(size);
  try {
    raw.stringToUTF8(text, pointer, size);
    return body(pointer);
  } finally {
    raw._free(pointer);
  }
}
