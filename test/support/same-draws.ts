/** Property tests draw the same cases every time, so that a failure is a change's fault. `FC_SEED=7 npx vitest run` draws
 * others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
