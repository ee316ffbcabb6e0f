/** The packaged files of simgrid-wasm, as they are, in a real browser: in a worker with the same numbers as in Node, and
 * in a page as the package's README shows. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { SimGrid } from 'simgrid-wasm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tour } from './tour.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const wasm = fileURLToPath(new URL('../../wasm', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};
const CHROMIUM = '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>simgrid-wasm</title>');
      return;
    }
    if (path === '/readme.html') {
      const readme = readFileSync(join(wasm, 'README.md'), 'utf8');
      response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><body>${/```html\n(.*?)```/s.exec(readme)?.[1]}`);
      return;
    }
    const packaged = path.replace('/node_modules/simgrid-wasm/', '/');
    const file = [wasm, here].map((folder) => join(folder, packaged)).find((candidate) => existsSync(candidate));
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? CHROMIUM, args: QUIET });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server.close();
});

it('SimGrid runs in a browser worker, with the same numbers', async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const inBrowser = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker('/worker.mjs', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      }),
  );
  const inNode = await tour(SimGrid);
  expect(inNode.length).toBeGreaterThan(50);
  expect(inBrowser).toEqual(inNode);
}, 60_000);

it('the page of the README runs', async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/readme.html`);
  await page.getByText('SimGrid 3.32: pm-0').waitFor({ timeout: 30_000 });
}, 60_000);
