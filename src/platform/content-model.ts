/** Which children an element may have in which order, decided child by child. SimGrid's DTD is not deterministic, as
 * XML asks of content models, so sets of positions are followed instead of one; each set is worked out once. */

export interface ContentState {
  /** After one more child; undefined if it may not stand here. */
  next(child: string): ContentState | undefined;
  /** The children that may stand here. */
  readonly allowed: readonly string[];
  /** Whether the element may end here. */
  readonly complete: boolean;
}

/** From the text of a content model: `((prop*),(a|b)*)`, `EMPTY`, `(#PCDATA)`. */
export function contentModel(text: string): ContentState {
  const end: Position = { free: [] };
  return stateOf([compile(parse(text), end)], { end, states: new Map(), ids: new Map() });
}

type Model =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Model[] }
  | { readonly kind: 'repeat'; readonly part: Model; readonly sign: '*' | '+' | '?' };

function parse(text: string): Model {
  const tokens = text.match(/[(),|*+?]|[#\w.:-]+/g) ?? [];
  let at = 0;
  const term = (): Model => {
    const token = tokens[at++] ?? 'EMPTY';
    let model: Model = token === 'EMPTY' || token === '#PCDATA' ? { kind: 'nothing' } : { kind: 'child', name: token };
    if (token === '(') {
      const parts = [term()];
      const separator = tokens[at];
      while (tokens[at++] !== ')' && at < tokens.length) parts.push(term());
      model = { kind: separator === '|' ? 'choice' : 'sequence', parts };
    }
    const sign = tokens[at];
    if (sign !== '*' && sign !== '+' && sign !== '?') return model;
    at++;
    return { kind: 'repeat', part: model, sign };
  };
  return term();
}

/** Where one may be in a model: where to go from there without a child, or with which child where to. */
interface Position {
  readonly free: Position[];
  readonly step?: { readonly child: string; readonly to: Position };
}

/** The position before a model that leads to `to` after it. */
function compile(model: Model, to: Position): Position {
  switch (model.kind) {
    case 'nothing':
      return to;
    case 'child':
      return { free: [], step: { child: model.name, to } };
    case 'sequence':
      return model.parts.reduceRight((target, part) => compile(part, target), to);
    case 'choice':
      return { free: model.parts.map((part) => compile(part, to)) };
    case 'repeat': {
      if (model.sign === '?') return { free: [compile(model.part, to), to] };
      // a repeated part leads back to before itself
      const loop: Position = { free: [] };
      const part = compile(model.part, loop);
      loop.free.push(part, to);
      return model.sign === '*' ? loop : part;
    }
  }
}

interface Automaton {
  readonly end: Position;
  readonly states: Map<string, ContentState>;
  readonly ids: Map<Position, number>;
}

/** The state for a set of positions, the same one whenever the set is met again. */
function stateOf(positions: readonly Position[], automaton: Automaton): ContentState {
  const { end, states, ids } = automaton;
  const closure = new Set<Position>();
  const visit = (position: Position) => {
    if (closure.has(position)) return;
    closure.add(position);
    if (!ids.has(position)) ids.set(position, ids.size);
    position.free.forEach(visit);
  };
  positions.forEach(visit);
  const key = [...closure]
    .map((position) => ids.get(position))
    .sort()
    .join();
  const known = states.get(key);
  if (known) return known;
  const targets = new Map<string, Position[]>();
  for (const { step } of closure) if (step) targets.set(step.child, [...(targets.get(step.child) ?? []), step.to]);
  const nexts = new Map<string, ContentState>();
  const state: ContentState = {
    next(child) {
      const target = targets.get(child);
      if (!target) return undefined;
      const next = nexts.get(child) ?? stateOf(target, automaton);
      nexts.set(child, next);
      return next;
    },
    allowed: [...targets.keys()],
    complete: closure.has(end),
  };
  states.set(key, state);
  return state;
}
