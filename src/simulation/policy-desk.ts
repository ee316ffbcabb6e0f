import { SimulationError } from '../base/problem.ts';
import { faultOf } from '../models/guard/user-code.ts';
import type { DataCentre, Handlers, Move, Order, Orders } from '../models/policies/contract.ts';
import type { Host } from './host.ts';
import type { Machines } from './machines.ts';
import type { Migrations } from './migrations.ts';
import { Rank, type Timers } from './timers.ts';

type Question = (on: Handlers, state: DataCentre) => Orders | undefined;

/** A policy that asks for more and more at one instant, without end, would stop time. */
const MOST_ROUNDS = 10_000;

/** Between the simulation and its policy: keeps what the policy has to be told until the whole instant is known, hands
 * it over, and carries out what comes back. */
export class PolicyDesk {
  #questions: Question[] = [];

  constructor(
    private readonly on: Handlers,
    private readonly state: DataCentre,
    private readonly machines: Machines,
    private readonly migrations: Migrations,
    private readonly timers: Timers,
    private readonly hasLeft: (vm: number) => boolean,
  ) {}

  tell(question: Question): void {
    this.#questions.push(question);
  }

  /** Asks until nothing is left to tell: a migration that takes no time arrives at once, and gives the policy something
   * new to look at. */
  ask(nowS: number): void {
    for (let round = 0; this.#questions.length > 0; round++) {
      if (round === MOST_ROUNDS)
        throw new SimulationError(`at ${nowS} s the policy still gives orders after being asked ${MOST_ROUNDS} times`);
      const questions = this.#questions;
      this.#questions = [];
      for (const question of questions) for (const order of question(this.on, this.state) ?? []) this.#carryOut(order);
    }
  }

  #carryOut(order: Order): void {
    switch (order?.do) {
      case 'migrate':
        this.#migrate(order);
        return;
      case 'wake':
        this.machines.wake(this.#host(order.host, order));
        return;
      case 'sleep':
        this.machines.sleepAsAsked(this.#host(order.host, order));
        return;
      case 'ask':
        if (!(order.atS >= this.machines.nowS)) throw this.#wrong(order, `atS is ${order.atS}`);
        this.timers.set(order.atS, Rank.Ask, () => this.tell((on, state) => on.ask?.(state)));
        return;
      default:
        throw this.#wrong(order, 'there is no such order');
    }
  }

  /** Nothing happens where the VM has left meanwhile. */
  #migrate(order: Move): void {
    const to = this.#host(order.to, order);
    const index = order.vm?.index ?? -1;
    const vm = this.machines.vm(index);
    if (vm) this.migrations.start(vm, to);
    else if (!this.hasLeft(index)) throw this.#wrong(order, 'its vm is none of this run');
  }

  #host(view: { readonly index: number } | undefined, order: Order): Host {
    const host = this.machines.hosts[view?.index ?? -1];
    if (!host) throw this.#wrong(order, 'its host is none of this run');
    return host;
  }

  #wrong(order: unknown, why: string): SimulationError {
    const text = typeof order === 'object' && order !== null && 'do' in order ? `'${String(order.do)}'` : String(order);
    return faultOf(this.on, 'the policy', `gave the order ${text} at ${this.machines.nowS} s: ${why}`);
  }
}
