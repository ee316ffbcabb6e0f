import { dirname, isAbsolute, join } from 'node:path';

/** The path of a file that another one names: relative to that one, or absolute. */
export const beside = (file: string, name: string): string => (isAbsolute(name) ? name : join(dirname(file), name));
