// SPDX-License-Identifier: Apache-2.0
// Playlists and feeds of the real server, read by parsers that podcast apps and web players use.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Parser as M3u8Parser } from 'm3u8-parser';
import RssParser from 'rss-parser';

const source = process.env.DURUS_SOURCE_DIR ?? fileURLToPath(new URL('../..', import.meta.url));
const build = process.env.DURUS_BUILD_DIR ?? path.join(source, 'build/dev');
let data;
let server;
let url;

before(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'durus-formats-'));
  const made = spawnSync(path.join(build, 'bin/durus-make-library'),
    [data, '--catalogue', path.join(source, 'samples/library/audio')], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  server = spawn(path.join(build, 'bin/durus-mediaserver'), ['--data', data, '--listen', '127.0.0.1:0'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of readline.createInterface({ input: server.stdout })) {
    url = /^ready (http:\S+)$/.exec(line)?.[1];
    if (url) break;
  }
  assert.ok(url);
});

after(async () => {
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(data, { recursive: true, force: true });
});

async function text(address) {
  const reply = await fetch(address);
  assert.equal(reply.status, 200, address);
  return reply.text();
}

test('every feed of the OPML is a podcast whose enclosures are as long as they say', async () => {
  const opml = await text(`${url}/feeds/all.opml`);
  const feeds = [...opml.matchAll(/xmlUrl="([^"]+)"/g)].map((match) => match[1]);
  assert.ok(feeds.some((feed) => feed.includes('/series/')), opml);
  for (const address of feeds) {
    const feed = await new RssParser().parseString(await text(address));
    assert.ok(feed.title, address);
    assert.ok(feed.items.length > 0, address);
    for (const item of feed.items) {
      assert.ok(item.guid && item.title && item.itunes.duration, address);
      assert.ok(item.enclosure.url.startsWith(`${url}/audio/`));
      const audio = await fetch(item.enclosure.url, { method: 'HEAD' });
      assert.equal(audio.headers.get('content-length'), item.enclosure.length);
      assert.equal(audio.headers.get('content-type'), item.enclosure.type);
    }
  }
});

test('the newest episode is first', async () => {
  const feed = await new RssParser().parseString(await text(`${url}/feeds/recent.xml`));
  const times = feed.items.map((item) => Date.parse(item.pubDate));
  assert.deepEqual(times, [...times].sort((a, b) => b - a));
});

test('a playlist lists every recording with its length', async () => {
  const parser = new M3u8Parser();
  parser.push(await text(`${url}/playlists/recent.m3u8`));
  parser.end();
  assert.equal(parser.manifest.segments.length, 8);
  for (const segment of parser.manifest.segments) {
    assert.ok(segment.duration > 0 && segment.title);
    assert.equal((await fetch(segment.uri, { method: 'HEAD' })).status, 200);
  }
});
