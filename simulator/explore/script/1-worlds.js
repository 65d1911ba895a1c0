// Shows two worlds that were lived beforehand: the one as it is, and the one where the sliders stand. It calculates no
// customers, asks for nothing and sends nothing; every number below was in the file when it was made.
"use strict";
(() => {
  const byId = (name) => document.getElementById(name);
  const meta = JSON.parse(byId("meta").textContent);
  const { sliders, packing, tiers, causes, weeks, replicates } = meta;
  const shown = packing.weeks;
  const view = (() => {
    const text = atob(byId("worlds").textContent);
    const bytes = new Uint8Array(text.length);
    for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
    return new DataView(bytes.buffer);
  })();
  const READ = {
    u2: (at) => view.getUint16(at, true),
    i2: (at) => view.getInt16(at, true),
    i4: (at) => view.getInt32(at, true),
    f8: (at) => view.getFloat64(at, true),
  };
  // The six numbers of a key figure, in their order.
  const MEAN = 0, LOW = 1, HIGH = 2, CHANGE = 3, CHANGE_LOW = 4, CHANGE_HIGH = 5;

  const state = { levels: [...meta.pinned], language: meta.language, guess: null, free: false };

  // ---- worlds ----
  const numberOf = (levels) => sliders.reduce((found, each, place) => found * each.levels.length + levels[place], 0);
  const world = (number) => {
    const found = {};
    for (const [name, [offset, kind, count, step]] of Object.entries(packing.fields)) {
      const size = Number(kind[1]), values = [];
      for (let place = 0; place < count; place += 1) {
        const raw = READ[kind](number * packing.bytes + offset + place * size);
        values.push(raw === packing.missing[kind] ? NaN : raw * step);
      }
      found[name] = values;
    }
    return found;
  };
  const pinned = world(numberOf(meta.pinned));
  const isPinned = (levels) => levels.every((level, place) => level === meta.pinned[place]);

  // Axes hold every world, so that they stand still while the sliders move.
  const axes = (() => {
    const found = { balance: [0, 0], total: 100, cause: 0, figures: {}, causes: causes.map(() => false) };
    const stretch = (range, value) => {
      if (!Number.isFinite(value)) return;
      range[0] = Math.min(range[0], value);
      range[1] = Math.max(range[1], value);
    };
    for (const { name } of meta.figures) found.figures[name] = [Infinity, -Infinity];
    for (let number = 0; number < meta.worlds; number += 1) {
      const each = world(number);
      each.balance.forEach((value) => stretch(found.balance, value));
      each.causes.forEach((value, place) => {
        found.cause = Math.max(found.cause, value || 0);
        found.causes[place] = found.causes[place] || value > 0;
      });
      for (const { name } of meta.figures) for (const end of [LOW, HIGH]) stretch(found.figures[name], each[name][end]);
      if (meta.grows) {
        shown.forEach((_, week) => {
          const there = each.tiers.slice(week * tiers.length, (week + 1) * tiers.length - 1);
          found.total = Math.max(found.total, there.reduce((one, other) => one + other, 0));
        });
      }
    }
    return found;
  })();

