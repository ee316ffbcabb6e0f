import type { Kind } from '../../../base/kind.ts';
import type { DataCentre, Move, PolicyContext } from '../contract.ts';

/** Looks at the moves that a policy is about to order, and returns those that it lets pass, or better ones in their
 * place. The next decision comes after `periodS` seconds. */
export type Veto = (moves: readonly Move[], state: DataCentre, periodS: number) => readonly Move[];

/** A veto that a policy can name; `P` are its parameters in SI. */
export type VetoKind<P> = Kind<P, PolicyContext, Veto>;
