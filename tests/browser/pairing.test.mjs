// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PHONE, fitsItsWidth, keepPicture, startBox } from './harness.mjs';

describe('a paired phone', () => {
  let box;
  before(async () => { box = await startBox(); });
  after(() => box?.close());

  const makingTime = async (page) => {
    await page.goto(box.url);
    await page.getByRole('link', { name: 'Making Time', exact: true }).click();
  };

  // By the address of the QR code.
  async function pair(page) {
    await page.goto(`${box.url}/pair#${box.pairingCode()}`);
    await page.getByLabel('Name of this device').fill('Amina’s phone');
    await page.getByRole('button', { name: 'Pair' }).click();
    await page.waitForURL(`${box.url}/me`);
  }

  // The box's word on the lecture, as this phone is told it.
  const mine = (page) => page.evaluate(async () => {
    const slug = document.querySelector('form.keep').dataset.slug;
    return (await fetch(`/api/me/library/listing/${encodeURIComponent(slug)}`)).json();
  });
  const until = async (page, ready) => {
    for (;;) {
      const found = await mine(page);
      if (ready(found)) return found;
    }
  };

  it('is paired by the code of the QR code, and shows whose it is', async () => {
    const page = await box.newPage({ viewport: PHONE });
    await page.goto(`${box.url}/me`);
    assert.equal(page.url(), `${box.url}/pair`);
    await keepPicture(page, 'pair-phone');
    await pair(page);
    assert.match(await page.textContent('main'), /Amina’s phone/);
    assert.equal(await page.evaluate(() => document.cookie), 'durus_paired=1');
    await keepPicture(page, 'me-empty-phone');
  });

  it('a wrong code is told so', async () => {
    const page = await box.newPage({ viewport: PHONE });
    await page.goto(`${box.url}/pair?lang=ar`);
    await page.locator('#code').fill('١٢٣ ٤٥٦');
    await page.locator('input[name=name]').fill('هاتف');
    await page.getByRole('button', { name: 'اقتران' }).click();
    assert.equal(await page.getByRole('alert').count(), 1);
    assert.ok(await fitsItsWidth(page));
    await keepPicture(page, 'pair-wrong-arabic-phone');
    const told = box.faults.filter((fault) => /403/.test(fault));
    assert.equal(told.length, 1);
    box.faults.splice(box.faults.indexOf(told[0]), 1);
  });

  it('goes on where another of its owner’s phones was', async () => {
    const one = await box.newPage({ viewport: PHONE });
    const two = await box.newPage({ viewport: PHONE });
    await pair(one);
    await pair(two);
    await makingTime(one);
    await one.waitForFunction(() => document.querySelector('audio').readyState >= 1);
    await one.evaluate(() => { document.querySelector('audio').currentTime = 21; });
    await one.evaluate(() => document.querySelector('audio').play());
    await one.waitForFunction(() => document.querySelector('audio').currentTime >= 21.2);
    await one.evaluate(() => document.querySelector('audio').pause());
    await until(one, (found) => found.progress?.positionSeconds >= 21);
    await makingTime(two);
    await two.waitForFunction(() => document.querySelector('audio').currentTime >= 21);
  });

  it('sends later what it could not send', async () => {
    const page = await box.newPage({ viewport: PHONE });
    await pair(page);
    await makingTime(page);
    await page.waitForFunction(() => document.querySelector('audio').readyState >= 1);
    await page.route('**/api/audio/progress/**', (route) => route.fulfill({ status: 503 }));
    await page.evaluate(() => { document.querySelector('audio').currentTime = 27; });
    await page.evaluate(() => document.querySelector('audio').play());
    await page.waitForFunction(() => document.querySelector('audio').currentTime >= 27.2);
    await page.evaluate(() => document.querySelector('audio').pause());
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('durus.unsent.')));
    await page.unroute('**/api/audio/progress/**');
    await makingTime(page);
    await until(page, (found) => found.progress?.positionSeconds >= 27);
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('durus.unsent.')));
    box.faults.splice(0, box.faults.length, ...box.faults.filter((fault) => !/503/.test(fault)));
  });

  it('keeps a lecture with and without scripts', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await box.newPage({ viewport: PHONE, javaScriptEnabled });
      await page.goto(`${box.url}/pair`);
      await page.locator('#code').fill(box.pairingCode());
      await page.getByLabel('Name of this device').fill('phone');
      await page.getByRole('button', { name: 'Pair' }).click();
      await page.waitForURL(`${box.url}/me`);
      await makingTime(page);
      if (javaScriptEnabled) {
        await page.getByRole('button', { name: 'Add to favourites', pressed: false }).click();
        await page.getByRole('button', { name: 'A favourite', pressed: true }).waitFor();
        await page.getByRole('button', { name: 'A favourite' }).click();
        await page.getByRole('button', { name: 'Add to favourites', pressed: false }).waitFor();
      } else {
        await page.getByRole('button', { name: 'Add to favourites' }).click();
      }
      await page.goto(`${box.url}/me`);
      const kept = page.locator('section[aria-labelledby=favorites] li');
      assert.equal(await kept.count(), javaScriptEnabled ? 0 : 1);
      await keepPicture(page, javaScriptEnabled ? 'me-phone' : 'me-kept-phone');
    }
  });

  it('is paired no longer once its owner says so', async () => {
    const page = await box.newPage({ viewport: PHONE });
    await pair(page);
    await page.getByRole('button', { name: 'End the pairing' }).click();
    await page.waitForURL(`${box.url}/`);
    await page.goto(`${box.url}/me`);
    assert.equal(page.url(), `${box.url}/pair`);
    assert.equal(await page.evaluate(() => document.cookie), '');
  });

  it('nothing went wrong on any page', () => { assert.deepEqual(box.faults, []); });
});
