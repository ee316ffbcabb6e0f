#!/usr/bin/env node
/** Builds dist/ as tsdown.config.ts says, without tsdown's advice about Node versions. */
import { build } from 'tsdown';

await build({ logLevel: 'warn' });
