/** What a schema says of a part that is not there; of anything else, what it says by itself. */
export const inWords = (issue: { readonly input?: unknown }): string | undefined =>
  issue.input === undefined ? 'is missing' : undefined;
