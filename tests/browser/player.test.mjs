// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, keepPicture, startBox } from './harness.mjs';

describe('the player', () => {
  let box;
  before(async () => { box = await startBox(); });
  after(() => box?.close());

  // Resolves once the audio has come to `seconds` and plays.
  const playedTo = (page, seconds) => page.waitForFunction((wanted) => {
    const audio = document.querySelector('audio');
    return !audio.paused && !audio.seeking && audio.currentTime >= wanted;
  }, seconds);

  const position = (page) => page.evaluate(() => document.querySelector('audio').currentTime);

  async function open(page, title) {
    await page.goto(box.url);
    await page.getByRole('link', { name: title, exact: true }).click();
    await page.waitForFunction(() => document.querySelector('audio').readyState >= 1);
  }

  it('a lecture plays, and after a jump plays on from there', async () => {
    const page = await box.newPage();
    await open(page, 'Making Time');
    await page.evaluate(() => document.querySelector('audio').play());
    await playedTo(page, 0.3);
    await page.evaluate(() => { document.querySelector('audio').currentTime = 20; });
    await playedTo(page, 20.3);
    assert.ok(await position(page) < 30, 'it did not stay where it was put');
    await keepPicture(page, 'player-desktop');
  });

  it('every format has a length and can be sought', async () => {
    const page = await box.newPage();
    const recent = await (await page.request.get(`${box.url}/api/listings/recent`)).json();
    const formats = new Set();
    for (const { slug, kind, available } of recent.items) {
      if (!available) continue;
      const contents = await (await page.request.get(`${box.url}/api/listings/${encodeURIComponent(slug)}/contents`)).json();
      for (const item of contents.items) {
        assert.ok(kind === 'series' || contents.items.length === 1);
        formats.add(item.primaryAudioAsset.format);
        await page.goto(`${box.url}/listing/${encodeURIComponent(item.slug)}`);
        await page.evaluate(() => document.querySelector('audio').play());
        await page.evaluate(() => { document.querySelector('audio').currentTime = 25; });
        await playedTo(page, 25.1);
        const length = await page.evaluate(() => document.querySelector('audio').duration);
        assert.ok(length > item.durationSeconds - 2, `${item.slug} is ${length} s long`);
      }
    }
    assert.deepEqual([...formats].sort(), ['flac', 'm4a', 'mp3', 'ogg', 'opus', 'wav']);
  });

  it('the place is kept and taken up again, and shown in the list', async () => {
    const page = await box.newPage({ viewport: PHONE });
    await open(page, 'Making Time');
    await page.evaluate(() => { document.querySelector('audio').currentTime = 18; });
    await page.evaluate(() => document.querySelector('audio').play());
    await playedTo(page, 18.2);
    await page.evaluate(() => document.querySelector('audio').pause());
    await page.goto(box.url);
    assert.equal(await page.locator('li[data-listing] progress').count(), 1);
    await keepPicture(page, 'home-started-phone');
    await open(page, 'Making Time');
    await page.waitForFunction(() => document.querySelector('audio').currentTime >= 18);
    assert.match(await page.getByRole('status').textContent(), /Continuing at 0:18/);
    await keepPicture(page, 'player-phone');
  });

  it('an hour is sought in, and taken up again after a reload', async () => {
    const page = await box.newPage({ viewport: PHONE });
    const address = `${box.url}/listing/${encodeURIComponent(box.importHour())}`;
    const ready = () => page.waitForFunction(() => document.querySelector('audio').readyState >= 1);
    await page.goto(address);
    await ready();
    assert.ok(Math.abs(await page.evaluate(() => document.querySelector('audio').duration) - 3600) < 5);
    await page.evaluate(() => document.querySelector('audio').play());
    for (const seconds of [3000, 600, 1800]) {
      await page.evaluate((to) => { document.querySelector('audio').currentTime = to; }, seconds);
      await playedTo(page, seconds + 0.2);
      assert.ok(await position(page) < seconds + 10, 'it did not stay where it was put');
    }
    await page.reload();
    await ready();
    await page.waitForFunction(() => document.querySelector('audio').currentTime >= 1790);
  });

  it('jumps and speed work from the keyboard, and the speed is remembered', async () => {
    const page = await box.newPage({ viewport: DESKTOP });
    await open(page, 'Making Time');
    await page.getByRole('button', { name: 'Forward 30 seconds' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('audio').currentTime === 30);
    await page.getByRole('button', { name: 'Back 15 seconds' }).click();
    await page.waitForFunction(() => document.querySelector('audio').currentTime === 15);
    await page.getByLabel('Speed').selectOption('1.5');
    assert.equal(await page.evaluate(() => document.querySelector('audio').playbackRate), 1.5);
    await open(page, 'Ādāb al-Ṭalab');
    assert.equal(await page.evaluate(() => document.querySelector('audio').playbackRate), 1.5);
  });

  it('the lock screen knows what plays', async () => {
    const page = await box.newPage();
    await open(page, 'Making Time');
    const shown = await page.evaluate(() => {
      const { title, artist } = navigator.mediaSession.metadata;
      return { title, artist };
    });
    assert.deepEqual(shown, { title: 'Making Time', artist: 'Maryam Example' });
  });

  it('nothing went wrong on the way', () => assert.deepEqual(box.faults, []));
});
