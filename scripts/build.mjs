#!/usr/bin/env node
/** Builds dist/ as tsdown.config.ts says, and beside it the JSON Schema of experiment files. */
import { writeFileSync } from 'node:fs';
import { build } from 'tsdown';

// by its API: the command adds advice about Node versions
await build({ logLevel: 'warn' });
const { experimentJsonSchema } = await import('../dist/index.js');
const schema = new URL('../dist/experiment.schema.json', import.meta.url);
writeFileSync(schema, `${JSON.stringify(experimentJsonSchema(), null, 2)}\n`);
