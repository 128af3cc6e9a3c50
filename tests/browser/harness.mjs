// SPDX-License-Identifier: Apache-2.0
// A media server with the sample recordings, and a Chromium that looks at it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const source = process.env.DURUS_SOURCE_DIR ?? fileURLToPath(new URL('../..', import.meta.url));
const build = process.env.DURUS_BUILD_DIR ?? path.join(source, 'build/dev');
const screenshots = path.join(build, 'browser-screenshots');

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

function makeLibrary(data) {
  const program = path.join(build, 'bin/durus-make-library');
  const made = spawnSync(program, [data, '--catalogue', path.join(source, 'samples/library/audio')], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`durus-make-library failed: ${made.stderr || made.error}`);
}

async function startServer(data) {
  const program = path.join(build, 'bin/durus-mediaserver');
  const server = spawn(program, ['--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of readline.createInterface({ input: server.stdout })) {
    const ready = /^ready (http:\S+)$/.exec(line);
    if (ready) return { server, url: ready[1] };
  }
  throw new Error('durus-mediaserver ended before it was ready');
}

function startBrowser() {
  return chromium.launch({
    executablePath: process.env.DURUS_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--autoplay-policy=no-user-gesture-required'],
  });
}

// What must not happen on any page: faults on the console, failed requests, anything from elsewhere.
function watch(page, url, faults) {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) faults.push(`foreign request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left in mid-play ends its download.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()}`);
  });
}

/// Starts everything. Its pages note faults in `faults`; close() ends what was started.
export async function startBox() {
  const data = mkdtempSync(path.join(tmpdir(), 'durus-browser-'));
  makeLibrary(data);
  const { server, url } = await startServer(data);
  const browser = await startBrowser();
  const faults = [];
  return {
    url,
    faults,
    /// A code that pairs the next phone, as the keeper would have it made.
    pairingCode() {
      const made = spawnSync(path.join(build, 'bin/durusctl'), ['--data', data, '--json', 'pair'], { encoding: 'utf8' });
      if (made.status !== 0) throw new Error(`durusctl pair failed: ${made.stderr || made.error}`);
      return JSON.parse(made.stdout).code;
    },
    /// Takes in a tone of an hour. Returns its slug.
    importHour() {
      const file = path.join(data, 'hour.mp3');
      const run = (program, words) => {
        const done = spawnSync(program, words, { encoding: 'utf8' });
        if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr || done.error}`);
        return done.stdout;
      };
      run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=8000', '-t', '3600', '-ac', '1',
        '-c:a', 'libmp3lame', '-compression_level', '9', '-b:a', '8k', '-metadata', 'title=An Hour', file]);
      return JSON.parse(run(path.join(build, 'bin/durusctl'), ['--data', data, '--json', 'import', file])).imported[0].slug;
    },
    async newPage(options = {}) {
      const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-GB', ...options });
      const page = await context.newPage();
      watch(page, url, faults);
      return page;
    },
    async close() {
      await browser.close();
      server.kill('SIGTERM');
      const [status] = await once(server, 'exit');
      rmSync(data, { recursive: true, force: true });
      if (status !== 0) throw new Error(`durus-mediaserver ended with ${status}`);
    },
  };
}

/// Keeps a picture of the whole page for people to look at.
export async function keepPicture(page, name) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: true });
}

/// True if nothing sticks out sideways, which on a phone makes a page swim.
export function fitsItsWidth(page) {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}
