/** Profiles, in files and in `<trace>` elements, line by line. */
import { profileReferences } from '../load.ts';
import { profileFaults } from '../profile.ts';
import type { Rule } from './rule.ts';

export const profiles: Rule = ({ problem, profileProblem, profiles: texts }) => {
  // the smallest value that makes sense in each file, by what it is used for
  const least = new Map<string, number>();
  return {
    open(element) {
      for (const { name, value, valueAt } of profileReferences(element)) {
        // SimGrid 3.32 keeps profiles by name and stops at the second use
        if (least.has(value))
          problem(valueAt, `the profile '${value}' is used twice`, 'give each host or link a copy of its own');
        least.set(value, Math.max(least.get(value) ?? Number.NEGATIVE_INFINITY, leastOf(name)));
      }
    },
    text(text, at, parent) {
      if (parent?.name !== 'trace' || text.trim() === '') return;
      for (const { line, column, what, hint } of profileFaults(text, Number.NEGATIVE_INFINITY)) {
        const before = text.split('\n').slice(0, Math.max(0, line - 1));
        problem(at + before.join('\n').length + (before.length > 0 ? 1 : 0) + Math.max(0, column - 1), what, hint);
      }
    },
    end() {
      for (const [name, text] of Object.entries(texts)) {
        for (const fault of profileFaults(text, least.get(name))) profileProblem(name, fault);
      }
    },
  };
};

/** Of an attribute's profile, or of a `<trace>`, which may be one of states. */
function leastOf(attribute: string): number {
  if (attribute === 'state_file' || attribute === 'file') return Number.NEGATIVE_INFINITY;
  // SimGrid divides by it, bytes/s
  return attribute === 'bandwidth_file' ? 1 : 0;
}
