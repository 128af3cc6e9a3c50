// SPDX-License-Identifier: Apache-2.0
// What the pages gain where scripts run: resume, speed, jumps, the keys of the headset and the lock screen.
// Every page works without it.
(function () {
  'use strict';

  var MINIMUM = 10; // seconds heard before a place is worth keeping
  var TAIL = 15; // seconds before the end that count as heard
  var SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];

  // Storage can be full or switched off; then nothing is remembered.
  var memory = {
    get: function (key) {
      try { return window.localStorage.getItem('durus.' + key); } catch (e) { return null; }
    },
    set: function (key, value) {
      try { window.localStorage.setItem('durus.' + key, value); } catch (e) { /* not remembered */ }
    },
    remove: function (key) {
      try { window.localStorage.removeItem('durus.' + key); } catch (e) { /* was not remembered */ }
    }
  };

  function placeOf(listing) {
    var parts = (memory.get('at.' + listing) || '').split('/');
    var at = Number(parts[0]);
    var length = Number(parts[1]);
    return at >= MINIMUM && length > 0 && at < length - TAIL ? { at: at, length: length } : null;
  }

  function keepPlace(listing, audio) {
    var length = audio.duration;
    if (!isFinite(length) || audio.currentTime < MINIMUM) return;
    if (audio.currentTime >= length - TAIL) memory.remove('at.' + listing);
    else memory.set('at.' + listing, Math.floor(audio.currentTime) + '/' + Math.floor(length));
  }

  function clock(seconds) {
    var whole = Math.floor(seconds);
    var two = function (n) { return (n < 10 ? '0' : '') + n; };
    var hours = Math.floor(whole / 3600);
    var minutes = Math.floor(whole % 3600 / 60);
    return (hours ? hours + ':' + two(minutes) : minutes) + ':' + two(whole % 60);
  }

  function jump(audio, by) {
    var end = isFinite(audio.duration) ? audio.duration : Infinity;
    audio.currentTime = Math.max(0, Math.min(audio.currentTime + by, end));
  }

  function resume(box, audio, status) {
    var place = placeOf(box.dataset.listing);
    if (!place) return;
    var go = function () {
      audio.currentTime = place.at;
      status.textContent = box.dataset.resumed.replace('{time}', clock(place.at));
    };
    if (audio.readyState >= 1) go();
    else audio.addEventListener('loadedmetadata', go, { once: true });
  }

  function remember(box, audio) {
    var last = 0;
    var keep = function () { keepPlace(box.dataset.listing, audio); };
    audio.addEventListener('timeupdate', function () {
      if (Math.abs(audio.currentTime - last) < 5) return;
      last = audio.currentTime;
      keep();
    });
    audio.addEventListener('pause', keep);
    audio.addEventListener('ended', function () { memory.remove('at.' + box.dataset.listing); });
    window.addEventListener('pagehide', keep);
  }

  function addControls(box, audio) {
    var row = document.createElement('div');
    row.className = 'controls';
    // Time runs from left to right in the browser's own controls, whatever the language.
    var jumps = document.createElement('div');
    jumps.className = 'jumps';
    jumps.dir = 'ltr';
    row.appendChild(jumps);
    var button = function (label, text, by) {
      var made = document.createElement('button');
      made.type = 'button';
      made.textContent = text;
      made.setAttribute('aria-label', label);
      made.addEventListener('click', function () { jump(audio, by); });
      jumps.appendChild(made);
    };
    button(box.dataset.rewind, '−15', -15);
    button(box.dataset.forward, '+30', 30);

    var label = document.createElement('label');
    label.textContent = box.dataset.speed;
    var speed = document.createElement('select');
    speed.dir = 'ltr';
    SPEEDS.forEach(function (value) {
      var option = document.createElement('option');
      option.value = value;
      option.textContent = value + '×';
      speed.appendChild(option);
    });
    var wanted = Number(memory.get('speed'));
    speed.value = SPEEDS.indexOf(wanted) >= 0 ? wanted : 1;
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    speed.addEventListener('change', function () {
      audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
      memory.set('speed', speed.value);
    });
    label.appendChild(speed);
    row.appendChild(label);

    var status = document.createElement('p');
    status.className = 'status';
    status.setAttribute('role', 'status');
    row.appendChild(status);
    box.appendChild(row);
    return status;
  }

  function tellTheSystem(box, audio) {
    if (!('mediaSession' in navigator) || !window.MediaMetadata) return;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: box.dataset.title,
      artist: box.dataset.artist || '',
      album: box.dataset.album || '',
      artwork: [{ src: '/static/icon.svg', sizes: 'any', type: 'image/svg+xml' }]
    });
    var go = function (relation) {
      var link = document.querySelector('a[rel="' + relation + '"]');
      return link ? function () { window.location.href = link.href; } : null;
    };
    var actions = {
      play: function () { audio.play(); },
      pause: function () { audio.pause(); },
      seekbackward: function (details) { jump(audio, -(details.seekOffset || 15)); },
      seekforward: function (details) { jump(audio, details.seekOffset || 30); },
      seekto: function (details) { audio.currentTime = details.seekTime; },
      previoustrack: go('prev'),
      nexttrack: go('next')
    };
    Object.keys(actions).forEach(function (name) {
      try { navigator.mediaSession.setActionHandler(name, actions[name]); } catch (e) { /* an older browser */ }
    });
  }

  function showHowFar(item) {
    var place = placeOf(item.dataset.listing);
    if (!place) return;
    var bar = document.createElement('progress');
    bar.max = place.length;
    bar.value = place.at;
    bar.setAttribute('aria-label', clock(place.at) + ' / ' + clock(place.length));
    item.appendChild(bar);
  }

  Array.prototype.forEach.call(document.querySelectorAll('.player'), function (box) {
    var audio = box.querySelector('audio');
    var status = addControls(box, audio);
    resume(box, audio, status);
    remember(box, audio);
    tellTheSystem(box, audio);
  });
  Array.prototype.forEach.call(document.querySelectorAll('li[data-listing]'), showHowFar);
})();
