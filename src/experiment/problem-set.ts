/** Problems as they are found: each once, however many cells share it, and in the order of the file at the end. */
import { formatProblem, InputError, type Problem } from '../base/problem.ts';

export class ProblemSet {
  readonly #found = new Map<string, Problem>();

  /** Nobody reads more. */
  get full(): boolean {
    return this.#found.size >= 200;
  }

  add(problem: Problem): void {
    if (!this.full) this.#found.set(formatProblem(problem), problem);
  }

  /** By file as first met, then by line and column. */
  get list(): readonly Problem[] {
    const problems = [...this.#found.values()];
    const files = [...new Set(problems.map(({ file }) => file))];
    return problems.sort(
      (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
    );
  }

  /** The result, or undefined when `attempt` threw InputError, whose problems are taken over. */
  catch<T>(attempt: () => T): T | undefined {
    try {
      return attempt();
    } catch (error) {
      return this.#take(error);
    }
  }

  async catchAsync<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    try {
      return await attempt();
    } catch (error) {
      return this.#take(error);
    }
  }

  #take(error: unknown): undefined {
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) this.add(problem);
    return undefined;
  }
}
