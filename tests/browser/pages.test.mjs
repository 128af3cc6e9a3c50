// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, fitsItsWidth, keepPicture, startBox } from './harness.mjs';

describe('the pages', () => {
  let box;
  before(async () => { box = await startBox(); });
  after(() => box?.close());

  const titles = (page) => page.locator('.listings .title').allTextContents();

  it('the first page lists what there is, newest first, at both sizes', async () => {
    for (const [name, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
      const page = await box.newPage({ viewport });
      await page.goto(box.url);
      assert.equal(await page.locator('h1').textContent(), 'Recently added');
      const listed = await titles(page);
      assert.ok(listed.includes('Patience in Learning'), `series missing in ${listed}`);
      assert.ok(listed.includes('Making Time'), `lecture missing in ${listed}`);
      assert.ok(!listed.includes('Patience: Beginnings'), 'a lesson stands beside its series');
      assert.ok(await fitsItsWidth(page), `the page is wider than a ${name}`);
      await keepPicture(page, `home-${name}`);
      await page.context().close();
    }
  });

  it('a series shows its lessons in order and leads to the first', async () => {
    const page = await box.newPage();
    await page.goto(box.url);
    await page.getByRole('link', { name: 'Patience in Learning' }).click();
    assert.deepEqual(await titles(page), ['Patience: Beginnings', 'Patience: Small Steps']);
    await keepPicture(page, 'series-desktop');
    await page.getByRole('link', { name: 'Listen' }).click();
    assert.equal(await page.locator('h1').textContent(), 'Patience: Beginnings');
    assert.equal(await page.locator('audio').count(), 1);
    await page.locator('a[rel=next]').click();
    assert.equal(await page.locator('h1').textContent(), 'Patience: Small Steps');
  });

  it('what is not downloaded is marked and has no player', async () => {
    const page = await box.newPage({ viewport: PHONE });
    await page.goto(`${box.url}/listing/far-away`);
    assert.equal(await page.locator('audio').count(), 0);
    assert.match(await page.locator('.notice').textContent(), /not been downloaded/);
    await keepPicture(page, 'not-here-phone');
    await page.goto(`${box.url}/listing/explained-text`);
    assert.equal(await page.locator('.listings .absent').count(), 3);
    await keepPicture(page, 'series-not-here-phone');
    await page.goto(`${box.url}/?view=here`);
    assert.ok(!(await titles(page)).includes('A Text Explained'));
  });

  it('Arabic is written from right to left with Arabic texts, digits and plurals', async () => {
    const page = await box.newPage({ locale: 'ar', viewport: PHONE });
    await page.goto(box.url);
    const direction = (selector) =>
      page.locator(selector).first().evaluate((element) => getComputedStyle(element).direction);
    assert.equal(await direction('html'), 'rtl');
    assert.equal(await direction('bdi[lang=ar]'), 'rtl');
    assert.equal(await direction('bdi[lang=en]'), 'ltr');
    assert.equal(await page.locator('h1').textContent(), 'أضيف حديثًا');
    const badge = await page.locator('.badge').first().boundingBox();
    const title = await page.locator('.title').first().boundingBox();
    assert.ok(badge.x > title.x, 'the badge is not on the right');
    assert.match(await page.locator('.listings').textContent(), /درسان/);
    assert.match(await page.locator('.listings').textContent(), /[٠-٩]/);
    assert.ok(await fitsItsWidth(page));
    await keepPicture(page, 'home-arabic-phone');

    await page.setViewportSize(DESKTOP);
    await page.getByRole('link', { name: 'آداب الطلب' }).click();
    await keepPicture(page, 'series-arabic-desktop');
    await page.locator('.title').first().click();
    await keepPicture(page, 'lesson-arabic-desktop');
  });

  it('the language can be chosen and stays chosen', async () => {
    const page = await box.newPage({ javaScriptEnabled: false });
    await page.goto(box.url);
    await page.getByRole('link', { name: 'العربية' }).click();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    await page.getByRole('link', { name: 'Making Time' }).click();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    await page.getByRole('searchbox').fill('patience');
    await page.getByRole('button', { name: 'بحث' }).click();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    await page.getByRole('link', { name: 'English' }).click();
    assert.equal(await page.locator('html').getAttribute('dir'), 'ltr');
    assert.ok((await titles(page)).includes('Patience in Learning'), 'the search is gone');
  });

  it('plain words find vocalised Arabic and accented Latin', async () => {
    const page = await box.newPage({ viewport: PHONE });
    const find = async (words) => {
      await page.goto(box.url);
      await page.getByRole('searchbox').fill(words);
      await page.getByRole('searchbox').press('Enter');
      return titles(page);
    };
    assert.ok((await find('اهميه الوقت')).includes('أَهَمِّيَّةُ الوَقْت'));
    await keepPicture(page, 'search-phone');
    assert.ok((await find('الرفق بالناس')).includes('الرِّفْقُ بالناسِ على كلِّ حال'));
    assert.ok((await find('adab al-talab')).includes('Ādāb al-Ṭalab'));
    assert.deepEqual(await find('nowhere to be found'), []);
    await keepPicture(page, 'search-empty-phone');
    assert.deepEqual(await find('<img src=x onerror=alert(1)>'), []);
    assert.equal(await page.locator('main img').count(), 0);
  });

  it('without scripts pages list, and a lecture has its audio', async () => {
    const page = await box.newPage({ javaScriptEnabled: false });
    await page.goto(box.url);
    assert.ok((await titles(page)).length >= 6);
    await page.getByRole('link', { name: 'Making Time' }).click();
    const audio = page.locator('audio[controls]');
    assert.match(await audio.getAttribute('src'), /^\/audio\/[0-9a-f]{32}\.mp3$/);
    const bytes = await page.request.get(box.url + (await audio.getAttribute('src')));
    assert.equal(bytes.status(), 200);
    assert.equal(bytes.headers()['content-type'], 'audio/mpeg');
  });

  it('keyboard and screen reader find their way', async () => {
    const page = await box.newPage();
    await page.goto(box.url);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
    await page.keyboard.press('Tab');
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');
    for (const landmark of ['banner', 'main', 'contentinfo', 'search'])
      assert.equal(await page.getByRole(landmark).count(), 1, landmark);
    assert.equal(await page.getByRole('searchbox', { name: /Search/ }).count(), 1);
  });

  it('a page that does not exist says so, kindly and with status 404', async () => {
    const page = await box.newPage({ viewport: PHONE });
    const answer = await page.goto(`${box.url}/listing/"><img src=x>`);
    assert.equal(answer.status(), 404);
    assert.equal(await page.locator('h1').textContent(), 'This page does not exist');
    await keepPicture(page, 'not-found-phone');
    // The console's note of the 404 itself is expected here and nowhere else.
    const expected = box.faults.filter((fault) => /404/.test(fault));
    assert.equal(expected.length, 1);
    box.faults.splice(box.faults.indexOf(expected[0]), 1);
  });

  it('dark at night, readable in both', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const page = await box.newPage({ colorScheme, viewport: PHONE });
      await page.goto(box.url);
      const contrast = await page.evaluate(() => {
        const channels = (color) => color.match(/[\d.]+/g).slice(0, 3).map((value) => {
          const part = Number(value) / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        const luminance = (color) => {
          const [red, green, blue] = channels(color);
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        const card = luminance(getComputedStyle(document.querySelector('.listings li')).backgroundColor);
        return ['.title', '.facts', '.absent', '.brand'].map((selector) =>
          ratio(luminance(getComputedStyle(document.querySelector(selector)).color), card));
      });
      for (const value of contrast) assert.ok(value >= 4.5, `contrast ${contrast} in ${colorScheme}`);
      await keepPicture(page, `home-${colorScheme}-phone`);
    }
  });

  it('nothing went wrong on the way', () => assert.deepEqual(box.faults, []));
});
