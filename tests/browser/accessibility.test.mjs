// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, startBox } from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('accessibility, by the rules of axe-core', () => {
  let box;
  let addresses;
  before(async () => {
    box = await startBox();
    const { items } = await (await fetch(`${box.url}/api/listings/recent?limit=50`)).json();
    const { scholars } = await (await fetch(`${box.url}/api/scholars`)).json();
    const listing = (wanted) => `/listing/${encodeURIComponent(items.find(wanted).slug)}`;
    addresses = {
      home: '/',
      'ready to play': '/?view=here',
      scholars: '/scholars',
      scholar: `/scholar/${encodeURIComponent(scholars[0].slug)}`,
      lecture: listing((item) => item.available && item.kind !== 'series'),
      series: listing((item) => item.available && item.kind === 'series'),
      'not here': listing((item) => !item.available),
      search: '/search?q=time',
      'search without results': '/search?q=nowhere',
      pair: '/pair',
      'not found': '/nowhere',
    };
  });
  after(() => box?.close());

  async function faultsOf(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    return violations.map(({ id, impact, nodes }) => `${impact}: ${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }

  for (const [language, colorScheme, viewport] of
    [['en', 'light', DESKTOP], ['ar', 'light', PHONE], ['en', 'dark', PHONE], ['ar', 'dark', DESKTOP]])
    it(`no page has a fault: ${language}, ${colorScheme}, ${viewport.width} wide`, async () => {
      const page = await box.newPage({ colorScheme, viewport, bypassCSP: true, locale: language });
      for (const [name, address] of Object.entries(addresses)) {
        await page.goto(box.url + address);
        assert.deepEqual(await faultsOf(page), [], name);
      }
      await page.goto(`${box.url}/pair`);
      await page.locator('#code').fill(box.pairingCode());
      await page.locator('input[name=name]').fill('phone');
      await page.locator('main button').click();
      await page.waitForURL(`${box.url}/me`);
      assert.deepEqual(await faultsOf(page), [], 'me');
    });
});
