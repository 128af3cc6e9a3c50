// SPDX-License-Identifier: Apache-2.0
// What a paired phone adds where scripts run: the place that is kept on the box, and with it everywhere the
// listener goes on; what could not be sent is sent with the next page. Every page works without it.
(function () {
  'use strict';

  // The code of a scanned QR code stands behind '#', which is sent to nobody.
  var code = document.getElementById('code');
  function takeCode() {
    if (code && /^#[0-9]{6}$/.test(window.location.hash)) code.value = window.location.hash.slice(1);
  }
  takeCode();
  window.addEventListener('hashchange', takeCode);

  if (document.cookie.indexOf('durus_paired=1') < 0 || !window.fetch) return;

  var EVERY = 15; // seconds heard between two reports
  var WAITING = 'durus.unsent.';

  function send(method, path, body, keepalive) {
    return fetch('/api/' + path, {
      method: method,
      credentials: 'same-origin',
      keepalive: !!keepalive,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : undefined
    });
  }

  function keepUnsent(listing, item) {
    try { window.localStorage.setItem(WAITING + listing, JSON.stringify(item)); } catch (e) { /* is lost */ }
  }

  // A phone's clock may be wrong; what counts is how long ago it was, by the box's clock.
  function sendUnsent(boxIsAheadBy) {
    var items = [];
    var keys = [];
    try {
      for (var i = 0; i < window.localStorage.length; i++) {
        var key = window.localStorage.key(i);
        if (key.indexOf(WAITING) !== 0) continue;
        var kept = JSON.parse(window.localStorage.getItem(key));
        var at = new Date(kept.at + boxIsAheadBy).toISOString();
        var item = { listingId: key.slice(WAITING.length), positionSeconds: kept.position, updatedAt: at };
        if (kept.completed) item.completedAt = at;
        keys.push(key);
        items.push(item);
      }
    } catch (e) { return Promise.resolve(); }
    if (!items.length) return Promise.resolve();
    return send('POST', 'audio/progress/sync', { items: items }).then(function (answer) {
      if (answer.ok) keys.forEach(function (key) { window.localStorage.removeItem(key); });
    });
  }

  function report(box, audio, completed, leaving) {
    var listing = box.dataset.listing;
    var body = { positionSeconds: Math.floor(audio.currentTime) };
    if (completed) body.isCompleted = true;
    var item = { position: body.positionSeconds, completed: completed, at: Date.now() };
    if (leaving) keepUnsent(listing, item);
    send('PUT', 'audio/progress/' + encodeURIComponent(box.dataset.slug), body, leaving).then(function (answer) {
      if (answer.ok) window.localStorage.removeItem(WAITING + listing);
      else if (answer.status >= 500) keepUnsent(listing, item);
    }).catch(function () { keepUnsent(listing, item); });
  }

  function follow(box, audio) {
    var last = 0;
    audio.addEventListener('timeupdate', function () {
      if (audio.paused || Math.abs(audio.currentTime - last) < EVERY) return;
      last = audio.currentTime;
      report(box, audio, false, false);
    });
    audio.addEventListener('pause', function () { if (!audio.ended) report(box, audio, false, false); });
    audio.addEventListener('ended', function () { report(box, audio, true, false); });
    window.addEventListener('pagehide', function () {
      if (!audio.paused) report(box, audio, false, true);
    });
  }

  function goTo(audio, seconds) {
    var go = function () { if (audio.paused) audio.currentTime = seconds; };
    if (audio.readyState >= 1) go();
    else audio.addEventListener('loadedmetadata', go, { once: true });
  }

  function showKept(form, kept) {
    var button = form.querySelector('button');
    form.elements.on.value = kept ? '0' : '1';
    form.dataset.keep = form.dataset.keep || button.textContent;
    button.textContent = kept ? form.dataset.kept : form.dataset.keep;
    button.setAttribute('aria-pressed', kept ? 'true' : 'false');
  }

  function keep(form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var wanted = form.elements.on.value === '1';
      send(wanted ? 'POST' : 'DELETE', 'me/library/save/' + encodeURIComponent(form.dataset.slug))
        .then(function (answer) { if (answer.ok) showKept(form, wanted); else form.submit(); })
        .catch(function () { form.submit(); });
    });
  }

  var form = document.querySelector('form.keep');
  var box = document.querySelector('.player');
  var audio = box && box.querySelector('audio');
  if (form) keep(form);
  if (audio) follow(box, audio);

  send('GET', 'pair').then(function (answer) {
    return answer.ok ? sendUnsent(new Date(answer.headers.get('Date')).getTime() - Date.now()) : null;
  }).then(function () {
    return form ? send('GET', 'me/library/listing/' + encodeURIComponent(form.dataset.slug)) : null;
  }).then(function (answer) {
    return answer && answer.ok ? answer.json() : null;
  }).then(function (mine) {
    if (!mine) return;
    showKept(form, mine.favorite);
    if (audio && mine.progress && !mine.progress.completedAt) goTo(audio, mine.progress.positionSeconds);
  }).catch(function () { /* the box is away */ });
})();
