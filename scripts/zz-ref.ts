import { writeFileSync } from 'node:fs';
import { REFERENCE, referencePage } from './docs/reference.ts';
writeFileSync(REFERENCE, referencePage());
