/** Random numbers by purpose: every stream is named, and seeded by the run, so that two policies see the same loads. */
import seedrandom from 'seedrandom';

/** A stream of random numbers. */
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Uniform in 0 .. n-1. */
  below(n: number): number;
}

/** The stream called `purpose` of the run with this seed; the same call gives the same numbers. */
export function randomStream(seed: number, purpose: string): Random {
  const unit = seedrandom(`${seed}/${purpose}`);
  return {
    unit,
    between: (low, high) => low + (high - low) * unit(),
    below: (n) => Math.floor(unit() * n),
  };
}
