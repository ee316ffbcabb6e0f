/** Elements that the document type still lists, but SimGrid 3.32 stops at, and deployments, which have no place here. */
import type { Rule } from './rule.ts';

export const REMOVED: Readonly<Record<string, string>> = {
  storage: 'use <disk>',
  storage_type: 'use <disk>',
  mount: 'use <disk>',
  include: 'paste the other file here',
};

const DEPLOYMENT = ['actor', 'process'];

export const removed: Rule = ({ problem }) => ({
  open({ name, at }) {
    const hint = Object.hasOwn(REMOVED, name) ? REMOVED[name] : undefined;
    if (hint) problem(at, `SimGrid no longer has <${name}>`, hint);
    if (DEPLOYMENT.includes(name)) problem(at, `<${name}> deploys a program, and there is none here`, 'remove it');
  },
});
