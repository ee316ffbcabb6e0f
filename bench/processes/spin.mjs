/** Arithmetic that needs no memory: about a second of one core. */
let x = 1;
for (let i = 0; i < 1e9; i++) x = (Math.imul(x, 1103515245) + 12345) | 0;
process.exitCode = x === 0 ? 1 : 0;
