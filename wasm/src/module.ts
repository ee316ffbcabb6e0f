/** Where the wasm comes from: compiled once per process, instantiated once per simulation. */

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiles simgrid.wasm, once; later calls return the same module, which can be sent to workers. Without `bytes` the
 * file of this package is used: read from disk in Node, fetched in a browser. */
export function compileSimGrid(bytes?: BufferSource): Promise<WebAssembly.Module> {
  if (bytes) return WebAssembly.compile(bytes);
  compiled ??= packagedBytes().then((found) => WebAssembly.compile(found));
  return compiled;
}

async function packagedBytes(): Promise<BufferSource> {
  const url = new URL('../lib/simgrid.wasm', import.meta.url);
  if (url.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises');
    return readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}
