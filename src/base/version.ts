import manifest from '../../package.json' with { type: 'json' };

declare const WATTSHIFT_BUILD: string | undefined;

/** This package's version. */
export const version: string = manifest.version;

/** A hash over the sources that this build was made from. It tells builds of one version apart. */
export const build: string = typeof WATTSHIFT_BUILD === 'string' ? WATTSHIFT_BUILD : 'source';
