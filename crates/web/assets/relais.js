// Relais: what a page does better when scripts run. Every page works without this file.
// It never writes to disk (no localStorage, no caches: an unfinished note is as secret as a finished one),
// never builds HTML, never holds a word of any language: texts stand in the page as data attributes.
"use strict";

(() => {
  const IDLE_CHECK_MS = 5_000;
  const DRAFT_DELAY_MS = 800;
  const DRAFT_RETRY_MS = 5_000; // after a network error or a 5xx; a refusal is not asked again
  const SOON_S = 60; // how long before the lock the page says so
  const LOCK_WAITS_MS = 1_500; // the lock waits this long for drafts, then no longer
  const KEEPALIVE_LIMIT_BYTES = 60_000; // browsers refuse keepalive bodies over 64 KiB

  const typing = (node) =>
    node instanceof HTMLElement &&
    (node.isContentEditable || node.matches("input:not([type=checkbox], [type=radio]), textarea, select"));

  // Keys: "/" finds a person, "n" writes a note. Never while typing, never with a modifier.
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const wanted = { "/": "[data-find]", n: "[data-note-link]" }[event.key];
    const target = wanted && document.querySelector(wanted);
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (event.key === "/") target.select();
    else target.click();
  });

  // After a refused form, start where the remedy is.
  const invalid = document.querySelector("[aria-invalid=true]");
  if (invalid) invalid.focus();

  for (const button of document.querySelectorAll("button[data-print]"))
    button.addEventListener("click", () => window.print());

  // Drafts: kept by the node (sealed like everything else), sent as one writes, restored by the server.
  // One request at a time and the newest text last, so an old draft never overwrites a newer one.
  const flushes = [];
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const state = form.querySelector(".draft-state");
    let timer = 0;
    let sending = false;
    let changed = false;
    let submitted = false;
    let controller = new AbortController();

    const body = () => {
      const pairs = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        const field = form.elements.namedItem(name);
        if (typeof value === "string" && field?.type !== "password") pairs.append(name, value);
      }
      return pairs;
    };
    const say = (word) => {
      if (!state) return;
      state.dataset.state = word;
      state.textContent = state.dataset[word] ?? "";
    };
    const send = async (leaving) => {
      clearTimeout(timer);
      if (!changed || submitted || (sending && !leaving)) return;
      if (sending) controller.abort();
      controller = new AbortController();
      const mine = controller;
      changed = false;
      sending = true;
      const text = body();
      let kept = false;
      let again = true;
      try {
        const answer = await fetch(`/drafts/${encodeURIComponent(form.dataset.draft)}`, {
          method: "POST",
          body: text,
          headers: { "x-relais": "draft" },
          credentials: "same-origin",
          redirect: "error",
          keepalive: leaving && text.toString().length < KEEPALIVE_LIMIT_BYTES,
          signal: mine.signal,
        });
        kept = answer.ok;
        again = answer.status >= 500;
      } catch {
        kept = false;
      }
      if (mine !== controller) return; // a newer text is already on its way
      sending = false;
      if (submitted) return;
      say(kept ? "kept" : "failed");
      if (!kept) changed = true;
      if (changed && (kept || again)) timer = setTimeout(send, kept ? DRAFT_DELAY_MS : DRAFT_RETRY_MS, false);
    };
    form.addEventListener("input", () => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(send, DRAFT_DELAY_MS, false);
    });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      submitted = true;
      clearTimeout(timer);
      controller.abort();
    });
    // Back from the page cache after a submit: this form is being written in again.
    addEventListener("pageshow", () => { submitted = false; });
    flushes.push(() => send(true));
  }
  const flush = () => Promise.all(flushes.map((send) => send()));
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); });

  // Dragging: a card dropped on a column does what a link or a choice within the card does, so no key is left out.
  // What a drop leads to still asks: a form to fill in, or a price to look at.
  let dragged = null;
  const landing = (drop) => {
    const link = dragged?.querySelector(`a[data-lands="${CSS.escape(drop)}"]`);
    if (link) return () => link.click();
    const options = [...(dragged?.querySelectorAll("form[data-lands] option") ?? [])];
    const option = options.find((one) => one.value.endsWith(`:${drop}`));
    return option && (() => { option.selected = true; option.closest("form").requestSubmit(); });
  };
  for (const card of document.querySelectorAll("[draggable=true]")) {
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      card.dataset.dragged = "";
      // Nothing of the card travels: what is dropped outside the page says nothing.
      event.dataTransfer?.clearData();
      event.dataTransfer?.setData("text/plain", "");
    });
    card.addEventListener("dragend", () => {
      dragged = null;
      delete card.dataset.dragged;
    });
  }
  for (const target of document.querySelectorAll("[data-drop]")) {
    const over = (event) => {
      if (!landing(target.dataset.drop)) return;
      event.preventDefault();
      target.dataset.over = "";
    };
    target.addEventListener("dragenter", over);
    target.addEventListener("dragover", over);
    target.addEventListener("dragleave", (event) => {
      if (!target.contains(event.relatedTarget)) delete target.dataset.over;
    });
    target.addEventListener("drop", (event) => {
      delete target.dataset.over;
      const land = landing(target.dataset.drop);
      if (!land) return;
      event.preventDefault();
      land();
    });
  }

  // Idle lock: a hint to the server, which locks by its own clock too. Activity in one tab counts for all.
  const idle = document.querySelector("meta[name=idle-lock-seconds]");
  const lockForm = document.getElementById("lock-form");
  const limit_ms = Number(idle?.content) * 1000;
  if (lockForm instanceof HTMLFormElement && limit_ms > 0) {
    const soon = document.querySelector("[data-lock-soon]");
    const tabs = new BroadcastChannel("relais-activity");
    let last = Date.now();
    let told = 0;
    let locking = false;
    const active = () => {
      last = Date.now();
      if (soon) soon.hidden = true;
      if (last - told > IDLE_CHECK_MS) {
        told = last;
        tabs.postMessage(last);
      }
    };
    tabs.addEventListener("message", (event) => {
      last = Math.max(last, Number(event.data) || 0);
      if (soon) soon.hidden = true;
    });
    for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"])
      document.addEventListener(kind, active, { passive: true, capture: true });
    const check = async () => {
      const quiet_ms = Date.now() - last;
      if (soon) soon.hidden = quiet_ms < limit_ms - SOON_S * 1000;
      if (quiet_ms < limit_ms || locking) return;
      locking = true;
      await Promise.race([flush(), new Promise((done) => setTimeout(done, LOCK_WAITS_MS))]);
      lockForm.submit();
    };
    setInterval(check, Math.min(IDLE_CHECK_MS, limit_ms));
    // A laptop that slept past its limit locks as it wakes.
    document.addEventListener("visibilitychange", () => { if (!document.hidden) check(); });
  }
})();
