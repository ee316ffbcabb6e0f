export const EXIT = { ok: 0, different: 1, input: 2, simulation: 3, interrupted: 130 } as const;

/** How a command hands over its exit code. */
export type Done = (exitCode: number) => void;
