import { createColors } from 'picocolors';

/** NO_COLOR and FORCE_COLOR decide; without them, a terminal gets colours. https://no-color.org, https://force-color.org */
export function colours(
  stream: { readonly isTTY?: boolean },
  env: NodeJS.ProcessEnv = process.env,
): ReturnType<typeof createColors> {
  return createColors(wantsColours(stream, env));
}

function wantsColours(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force } = env;
  if (no) return false;
  if (force) return force !== '0' && force !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}
