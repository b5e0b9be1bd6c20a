/**
 * The console's one script for browsers, `/console/app.js`. Nothing depends on it: it adds keys, a live refresh, a counter and questions
 * before something cannot be taken back. What it says comes from `data-` attributes of the page, so that words stay in locales/.
 */
import { fingerprint } from './fingerprint.ts'

export const SCRIPT = `'use strict';
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const one = (what) => document.querySelector(what);
  const typing = (at) => at && (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable);

  // Keys: j and k move over rows, Enter opens, / searches, ? helps, Escape leaves.
  let chosen = -1;
  const rows = () => all('[data-row]');
  const choose = (to) => {
    const list = rows();
    if (list.length === 0) return;
    chosen = Math.max(0, Math.min(list.length - 1, to));
    for (const row of list) row.classList.remove('chosen');
    const row = list[chosen];
    row.classList.add('chosen');
    row.scrollIntoView({ block: 'nearest' });
    const link = row.matches('a') ? row : row.querySelector('a[href]');
    if (link) link.focus({ preventScroll: true });
  };
  const help = one('#keys');
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    if (event.key === 'j') choose(chosen + 1);
    else if (event.key === 'k') choose(chosen - 1);
    else if (event.key === '/') {
      const search = one('input[type="search"], input[name="q"]');
      if (!search) return;
      search.focus();
      search.select();
    } else if (event.key === '?' && help && help.showModal) {
      if (help.open) help.close(); else help.showModal();
    } else return;
    event.preventDefault();
  });

  // Live: a part with data-refresh="20" is fetched with its page every 20 seconds and put in place, unless somebody is in it.
  const refresh = async (id) => {
    const part = document.getElementById(id);
    if (!part || document.hidden || part.contains(document.activeElement)) return;
    try {
      const answer = await fetch(location.href, { headers: { 'X-Refresh': '1' }, redirect: 'error' });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
    } catch { /* No network: what stands stays, and the next round tries again. */ }
  };
  for (const part of all('[data-refresh][id]'))
    setInterval(() => refresh(part.id), Math.max(5, Number(part.dataset.refresh) || 20) * 1000);

  // How many SMS a text becomes. Letters of GSM-7 count once, its extensions twice; any other letter makes the whole message UCS-2.
  const GSM = /^[@\\u00a3$\\u00a5\\u00e8\\u00e9\\u00f9\\u00ec\\u00f2\\u00c7\\n\\u00d8\\u00f8\\r\\u00c5\\u00e5\\u0394_\\u03a6\\u0393\\u039b\\u03a9\\u03a0\\u03a8\\u03a3\\u0398\\u039e\\u00c6\\u00e6\\u00df\\u00c9 !"#\\u00a4%&'()*+,\\-./0-9:;<=>?\\u00a1A-Z\\u00c4\\u00d6\\u00d1\\u00dc\\u00a7\\u00bfa-z\\u00e4\\u00f6\\u00f1\\u00fc\\u00e0^{}\\\\\\[~\\]|\\u20ac]*$/;
  const plain = (text) => text.normalize('NFD').replace(/[\\u0300-\\u036f]/g, '').replace(/\\u0111/g, 'd').replace(/\\u0110/g, 'D');
  const parts = (text) => {
    const gsm = GSM.test(text);
    const units = text.length + (gsm ? (text.match(/[\\^{}\\\\\\[~\\]|\\u20ac]/g) || []).length : 0);
    const [single, many] = gsm ? [160, 153] : [70, 67];
    return { units, parts: units === 0 ? 0 : units <= single ? 1 : Math.ceil(units / many) };
  };
  const words = document.body.dataset;
  const fill = (text, values) => (text || '').replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
  for (const box of all('textarea[data-segments], textarea[data-count-sms]')) {
    const tally = document.createElement('p');
    tally.className = 'tally';
    box.after(tally);
    const most = Number(box.dataset.segments) || 2;
    const count = () => {
      // SMS leaves without diacritics unless the person asked for them (data-accents).
      const counted = parts('accents' in box.dataset ? box.value : plain(box.value));
      tally.textContent = fill(words.tally, { letters: counted.units, parts: counted.parts });
      tally.classList.toggle('over', counted.parts > most);
    };
    box.addEventListener('input', count);
    count();
  }

  // Signs that no keypad has: [field, sign, plain] in data-swap are written into the words by a click.
  const offer = () => { for (const button of all('[data-swap]')) button.hidden = false; };
  offer();
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-swap]');
    if (!button) return;
    for (const [name, sign, plain] of JSON.parse(button.dataset.swap)) {
      const box = button.form.elements[name];
      box.value = box.value.normalize('NFC').replaceAll(sign, plain);
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.focus();
    }
  });

  // A form with data-preview shows in its part data-preview-in what its words become, a moment after the last letter.
  for (const form of all('form[data-preview]')) {
    const into = form.querySelector('[data-preview-in]');
    let soon = 0;
    let last = 0;
    form.addEventListener('input', () => {
      const mine = ++last;
      clearTimeout(soon);
      soon = setTimeout(async () => {
        try {
          const body = new URLSearchParams([...new FormData(form)]);
          const answer = await fetch(form.dataset.preview, { method: 'POST', body, redirect: 'error' });
          const html = answer.ok ? await answer.text() : '';
          if (answer.ok && mine === last) { into.innerHTML = html; offer(); }
        } catch { /* No network: what was shown last stays. */ }
      }, 600);
    });
  }

  // Questions before what cannot be taken back, no second sending, and a warning before typed words are lost.
  let typed = false;
  let sending = false;
  for (const form of all('form[method="post"]')) {
    form.addEventListener('input', (event) => { if (typing(event.target)) typed = true; });
    form.addEventListener('submit', (event) => {
      const ask = form.dataset.confirm || (event.submitter && event.submitter.dataset.confirm);
      if (sending || (ask && !confirm(ask))) return event.preventDefault();
      sending = true;
      typed = false;
      setTimeout(() => { sending = false; }, 3000);
    });
  }
  addEventListener('pageshow', () => { sending = false; });
  addEventListener('beforeunload', (event) => { if (typed) event.preventDefault(); });

  // Filters act at once; their button stays for those without this script.
  for (const form of all('form[data-at-once]')) form.addEventListener('change', (event) => {
    if (event.target.tagName === 'SELECT' || event.target.type === 'checkbox') form.requestSubmit();
  });
  for (const button of all('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
})();
`

/** Changes when the script does, so that a browser may keep it for good. */
export const SCRIPT_ADDRESS = `/console/app.js?v=${fingerprint(SCRIPT)}`
