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
    u1: (at) => view.getUint8(at),
    u2: (at) => view.getUint16(at, true),
    i2: (at) => view.getInt16(at, true),
    i4: (at) => view.getInt32(at, true),
    f8: (at) => view.getFloat64(at, true),
  };
  // The first sentence of the sequel of a key figure's six numbers.
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

  // ---- words and numbers ----
  const words = () => meta.words[state.language];
  const filled = (name, values) => words()[name].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  const number = (value, digits, plus) => {
    if (!Number.isFinite(value)) return "–";
    const [whole, part] = Math.abs(value).toFixed(digits).split(".");
    const dutch = state.language === "nl";
    const text = whole.replace(/\B(?=(\d{3})+$)/g, dutch ? "." : ",") + (part ? (dutch ? "," : ".") + part : "");
    if (!/[1-9]/.test(text)) return text;
    return (value < 0 ? "−" : plus ? "+" : "") + text;
  };
  const inLanguage = (text) => text[state.language];
  const levelSaid = (slider, level) => {
    const { value, said } = slider.levels[level];
    if (slider.is_choice || !Number.isFinite(Number(value))) return inLanguage(said);
    const text = value.replace("-", "−");
    return state.language === "nl" ? text.replace(".", ",") : text;
  };
  const unitSaid = (slider) => (slider.is_choice ? "" : inLanguage(slider.unit));
  const time = () => {
    if (weeks % 52 === 0) return weeks === 52 ? words().year : filled("years", { number: weeks / 52 });
    return weeks === 1 ? words().one_week : filled("weeks", { number: number(weeks, 0) });
  };
  const joined = (parts) =>
    parts.length < 2 ? parts.join("") : parts.slice(0, -1).join(", ") + words().and + parts[parts.length - 1];
  const sure = (figure, digits) => {
    const [low, high] = [figure[CHANGE_LOW], figure[CHANGE_HIGH]];
    if (!Number.isFinite(low)) return replicates === 1 ? words().alone : "";
    if (low === 0 && high === 0) return "";
    const kind = low > 0 || high < 0 ? "surely" : "perhaps";
    return filled(kind, { low: number(low, digits, true), high: number(high, digits, true) });
  };

  // ---- making elements; every text goes in as text ----
  const make = (name, attributes, ...children) => put(document.createElement(name), attributes, children);
  const draw = (name, attributes, ...children) =>
    put(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  const put = (element, attributes, children) => {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat().filter((each) => each !== null && each !== undefined));
    return element;
  };
  const picture = (width, height, title, ...children) =>
    draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title }, ...children);
  const short = (value) => Number(value.toFixed(1));

  // ---- pictures ----
  const widthOf = (name) => Math.max(260, Math.min(760, byId(name).clientWidth || 420));
  const ticksOfWeeks = (most) => {
    const step = [1, 2, 4, 8, 13, 26, 52, 104, 260, 520].find((each) => weeks / each <= most) || weeks;
    const found = [1];
    for (let week = step; week <= weeks; week += step) if (week > 1) found.push(week);
    return found.filter((week, place) => place === 0 || week > weeks / 12);
  };
  const ticksOfValues = (low, high, most) => {
    const rough = (high - low) / most || 1, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999);
    const found = [];
    for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + step * 1e-9; value += step) found.push(value);
    return { found, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (step / power === 2.5 ? 1 : 0)) };
  };
  const apart = (places, least, low, high) => {
    const order = places.map((_, index) => index).sort((one, other) => places[one] - places[other]);
    const found = [...places];
    order.forEach((index, rank) => {
      if (rank) found[index] = Math.max(found[index], found[order[rank - 1]] + least);
    });
    for (let rank = order.length - 1; rank >= 0; rank -= 1) {
      const above = rank === order.length - 1 ? high : found[order[rank + 1]] - least;
      found[order[rank]] = Math.max(low, Math.min(found[order[rank]], above));
    }
    return found;
  };
  const frame = (width, height, right, low, high, unit) => {
    const left = 46, top = 10, bottom = 34;
    const x = (week) => left + ((week - 1) / Math.max(weeks - 1, 1)) * (width - left - right);
    const y = (value) => top + (1 - (value - low) / (high - low)) * (height - top - bottom);
    const { found, digits } = ticksOfValues(low, high, 4);
    const parts = found.map((value) => [
      draw("line", { class: value ? "grid" : "zero", x1: left, x2: width - right, y1: short(y(value)), y2: short(y(value)) }),
      draw("text", { x: left - 6, y: short(y(value) + 4), "text-anchor": "end" }, number(value, digits) + unit),
    ]);
    const marks = ticksOfWeeks(width < 420 ? 4 : 8).map((week) =>
      draw("text", { x: short(x(week)), y: height - 16, "text-anchor": "middle" }, `${week}`));
    const below = draw("text", { x: short((left + width - right) / 2), y: height - 2, "text-anchor": "middle" }, words().week);
    return { x, y, back: parts.flat(), front: [...marks, below], left, right: width - right, top, bottom: height - bottom };
  };
  const path = (points) => "M" + points.map(([x, y]) => `${short(x)} ${short(y)}`).join("L");

  const STACK = [4, 3, 2, 1, 0, 5];
  const tiersDrawn = (name, one, title) => {
    const width = widthOf(name), height = 300;
    const { x, y, back, front, right, top, bottom } = frame(width, height, 124, 0, axes.total, " %");
    const xs = shown.map(x), ends = shown.length === 1 ? [...xs, right] : xs;
    const at = (week, tier) => one.tiers[Math.min(week, shown.length - 1) * tiers.length + tier] || 0;
    const below = ends.map(() => 0), areas = [], labels = [];
    for (const tier of STACK) {
      if (tier === 5 && meta.grows) continue;
      const base = [...below];
      ends.forEach((_, week) => { below[week] += at(week, tier); });
      const upper = ends.map((place, week) => [place, y(Math.min(below[week], axes.total))]);
      const lower = ends.map((place, week) => [place, y(Math.min(base[week], axes.total))]).reverse();
      areas.push(draw("path", { class: `area t${tier}`, d: `${path([...upper, ...lower])}Z` }));
      const last = at(ends.length - 1, tier);
      if (last > 0) labels.push([tier, last, y((below[ends.length - 1] + base[ends.length - 1]) / 2)]);
    }
    const places = apart(labels.map((each) => each[2]), 16, top + 6, bottom);
    const beside = labels.map(([tier, last], index) =>
      draw("text", { class: tier === 5 ? "" : "strong", x: right + 8, y: short(places[index] + 4) },
        `${words().tier[tiers[tier]]} ${number(last, 1)}`));
    const told = STACK.map((tier) => `${words().tier[tiers[tier]]} ${number(at(shown.length - 1, tier), 1)} %`);
    byId(name).replaceChildren(picture(width, height, `${title}: ${joined(told)}`, back, areas, front, beside));
  };

  const balanceDrawn = (moved, same) => {
    const width = widthOf("balance-drawn"), height = 250;
    const pad = (axes.balance[1] - axes.balance[0]) * 0.06 || 0.1;
    const [low, high] = [axes.balance[0] - pad, axes.balance[1] + pad];
    const { x, y, back, front, right, top, bottom } = frame(width, height, 60, low, high, "");
    const drawn = [], labels = [];
    for (const [kind, one] of same ? [["a", pinned]] : [["a", pinned], ["b", moved]]) {
      const known = shown.map((week, place) => [week, ...one.balance.slice(place * 3, place * 3 + 3)])
        .filter((each) => Number.isFinite(each[1]));
      if (!known.length) continue;
      const edge = [...known.map((each) => [x(each[0]), y(each[3])]), ...known.map((each) => [x(each[0]), y(each[2])]).reverse()];
      drawn.push(draw("path", { class: `band ${kind}`, d: `${path(edge)}Z` }));
      drawn.push(draw("path", { class: `line ${kind}`, d: path(known.map((each) => [x(each[0]), y(each[1])])) }));
      const last = known[known.length - 1];
      labels.push([kind, last[1], y(last[1])]);
    }
    const places = apart(labels.map((each) => each[2]), 16, top + 6, bottom);
    const beside = labels.map(([kind, value], index) =>
      draw("text", { class: kind === "b" ? "strong" : "", x: right + 8, y: short(places[index] + 4) }, number(value, 2)));
    const title = `${words().balance}: ${labels.map(([kind, value]) =>
      `${kind === "a" ? words().as_it_is : words().moved} ${number(value, 2)}`).join(", ")}`;
    byId("balance-drawn").replaceChildren(picture(width, height, title, back, drawn, front, beside), legendOfWorlds(same));
  };

  const goneDrawn = (moved, same) => {
    const width = widthOf("gone-drawn"), left = 4, right = 52;
    const rows = causes.map((cause, place) => [words().cause[cause], place]).filter(([, place]) => axes.causes[place]);
    const scale = (value) => (value / (axes.cause || 1)) * (width - left - right);
    const parts = rows.map(([label, place], row) => {
      const top = row * 52 + 14;
      const bars = (same ? [["a", pinned]] : [["a", pinned], ["b", moved]]).map(([kind, one], index) => {
        const value = one.causes[place], at = top + 6 + index * 13;
        return [
          draw("rect", { class: `bar ${kind}`, x: left, y: at, width: short(Math.max(scale(value), 0.5)), height: 10 }),
          draw("text", { class: kind === "b" ? "strong" : "", x: short(left + scale(value) + 6), y: at + 9 }, number(value, 1)),
        ];
      });
      return [draw("text", { class: "strong", x: left, y: top }, label), bars.flat()].flat();
    });
    const title = rows.map(([label, place]) => `${label}: ${number(pinned.causes[place], 1)} / ${number(moved.causes[place], 1)} %`);
    byId("gone-drawn").replaceChildren(
      picture(width, Math.max(rows.length * 52, 10), title.join("; "), parts.flat()), legendOfWorlds(same));
  };

  const legendOfWorlds = (same) =>
    make("p", { class: "legend" }, ["a", "b"].slice(0, same ? 1 : 2).map((kind) => make("span", {},
      draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, draw("rect", { class: `bar ${kind}`, width: 16, height: 16, rx: 3 })),
      kind === "a" ? words().as_it_is : words().moved)));

  const legendOfTiers = () => byId("legend").replaceChildren(...STACK.filter((tier) => !(tier === 5 && meta.grows)).map((tier) =>
    make("span", {}, draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" },
      draw("rect", { class: `swatch t${tier}`, x: 0.5, y: 0.5, width: 15, height: 15, rx: 3 })), words().tier[tiers[tier]])));

  const card = ({ name, digits }, moved, same) => {
    const [low, high] = axes.figures[name], wide = 160;
    const x = (value) => 8 + ((value - low) / (high - low || 1)) * (wide - 16);
    const spans = [["a", pinned[name], 7], ["b", moved[name], 17]].filter(([kind]) => !(same && kind === "b"))
      .filter(([, values]) => Number.isFinite(values[MEAN])).map(([kind, values, y]) => [
        draw("line", { class: `span ${kind}`, x1: short(x(values[LOW])), x2: short(x(values[HIGH])), y1: y, y2: y, "stroke-linecap": "round" }),
        draw("circle", { class: `dot ${kind}`, cx: short(x(values[MEAN])), cy: y, r: 5 }),
      ]);
    const figure = moved[name];
    const range = filled("range", { low: number(figure[LOW], digits), high: number(figure[HIGH], digits), replicates });
    const by = number(figure[CHANGE], digits, true);
    const interval = Number.isFinite(figure[CHANGE_LOW])
      ? ` (${number(figure[CHANGE_LOW], digits, true)} … ${number(figure[CHANGE_HIGH], digits, true)})` : "";
    return make("div", { class: "card", "data-figure": name },
      make("h3", {}, words().figure[name]),
      make("div", { class: "value" }, number(figure[MEAN], digits)),
      draw("svg", { viewBox: `0 0 ${wide} 24`, "aria-hidden": "true" }, spans.flat()),
      replicates > 1 && Number.isFinite(figure[MEAN]) ? make("p", { class: "range" }, range) : null,
      same ? null : make("p", {}, filled("as_it_is_value", { value: number(pinned[name][MEAN], digits) })),
      same ? null : make("p", {}, filled("difference", { by }) + interval),
      make("p", {}, words().figure_note[name]));
  };

  // ---- the answer ----
  const settings = () => joined(sliders.map((slider, place) => [slider, state.levels[place], meta.pinned[place]])
    .filter(([, level, at]) => level !== at)
    .map(([slider, level]) => `“${inLanguage(slider.label)}” ${levelSaid(slider, level)}`));
  const answered = (moved, same) => {
    const { staying } = moved, has = (name) => meta.figures.some((each) => each.name === name);
    const now = number(staying[MEAN], 1);
    const of = Object.fromEntries(["loyal", "engaged", "overdrawn"].map((name) => [name, number(moved[name][MEAN], 1)]));
    const held = Number.isFinite(moved.loyal[MEAN]) ? filled("of_them", of) : "";
    if (same) {
      const spread = replicates > 1
        ? ` (${filled("range", { low: number(staying[LOW], 1), high: number(staying[HIGH], 1), replicates })})` : "";
      byId("said").textContent = filled("nothing_moved", { time: time(), staying: now, range: spread, tiers: held });
      byId("fates").textContent = "";
      return;
    }
    const by = number(Math.abs(staying[CHANGE]), 1);
    const kind = !/[1-9]/.test(by) ? "staying_same" : staying[CHANGE] > 0 ? "staying_more" : "staying_less";
    const first = filled(staying[HIGH] > 0 ? kind : "nobody", { staying: now, time: time(), by, sure: sure(staying, 1) });
    const profit = has("profit") && Number.isFinite(moved.profit[MEAN]) ? filled("profit_change", {
      profit: number(moved.profit[MEAN], 0), by: number(moved.profit[CHANGE], 0, true), sure: sure(moved.profit, 0) }) : "";
    byId("said").textContent = [filled("with", { settings: settings() }) + first, held, profit].filter(Boolean).join(" ");
    byId("fates").textContent = filled("fates",
      Object.fromEntries(meta.fates.map((name, place) => [name, number(moved.fates[place], 1)])));
  };

  // ---- the prediction ----
  const target = (() => {
    const { levels, at } = sliders[0];
    return at >= (levels.length - 1) / 2 ? 0 : levels.length - 1;
  })();
  const targetLevels = meta.pinned.map((level, place) => (place ? level : target));
  const unlocked = () => state.guess !== null || state.free;
  const predicted = () => {
    const slider = sliders[0], label = `“${inLanguage(slider.label)}”`, now = number(pinned.staying[MEAN], 1);
    const to = levelSaid(slider, target);
    byId("question").textContent = filled("predict_question",
      { now, time: time(), label, from: levelSaid(slider, slider.at), to });
    byId("asking").querySelector(".tools").hidden = unlocked();
    byId("controls").disabled = !unlocked();
    byId("locked").hidden = unlocked();
    const isThere = state.levels.every((level, place) => level === targetLevels[place]);
    byId("show-me").hidden = state.guess === null || isThere;
    if (state.guess === null) return;
    const found = world(numberOf(targetLevels)).staying[MEAN], guess = number(state.guess, state.guess % 1 ? 1 : 0);
    byId("guessed").textContent = isThere
      ? filled("guess_done", { guess, found: number(found, 1), now }) : filled("guess_open", { guess, label, to });
  };
  const most = () => (meta.grows ? 1000 : 100);

  // ---- tables, for whoever would rather read or listen ----
  const table = (caption, head, rows) => make("div", { class: "wide", tabindex: "0", role: "group", "aria-label": caption },
    make("table", {}, make("caption", {}, caption),
      make("thead", {}, make("tr", {}, head.map((each) => make("th", { scope: "col" }, each)))),
      make("tbody", {}, rows.map(([first, ...cells]) =>
        make("tr", {}, make("th", { scope: "row" }, first), cells.map((each) => make("td", {}, each)))))));
  const tables = (moved) => {
    const [here, there] = [words().as_it_is, words().moved];
    const figures = meta.figures.map(({ name, digits }) => [words().figure[name], number(pinned[name][MEAN], digits),
      number(moved[name][MEAN], digits), number(moved[name][CHANGE], digits, true),
      Number.isFinite(moved[name][CHANGE_LOW])
        ? `${number(moved[name][CHANGE_LOW], digits, true)} … ${number(moved[name][CHANGE_HIGH], digits, true)}` : "–"]);
    const every = Math.ceil(shown.length / 14);
    const rows = shown.map((week, place) => [week, place])
      .filter(([, place]) => place % every === 0 || place === shown.length - 1)
      .map(([week, place]) => [`${week}`,
        ...tiers.map((_, tier) => [pinned, moved].map((one) => number(one.tiers[place * tiers.length + tier], 1)).join(" / ")),
        [pinned, moved].map((one) => number(one.balance[place * 3], 2)).join(" / ")]);
    const gone = causes.map((cause, place) =>
      [words().cause[cause], number(pinned.causes[place], 1), number(moved.causes[place], 1)]);
    byId("table").replaceChildren(
      table(words().table_figures, [words().column_figure, here, there, words().column_difference, words().column_interval], figures),
      table(words().table_weeks, [words().week, ...tiers.map((each) => words().tier[each]), words().balance], rows),
      table(words().table_gone, [words().column_reason, here, there], gone));
  };
  const made = () => {
    const many = { worlds: number(meta.worlds, 0), replicates, customers: number(meta.customers, 0), columns: shown.length,
      weeks: number(weeks, 0), warm_up: number(meta.warm_up, 0) };
    const again = [meta.command, ...sliders.map((slider, place) =>
      (state.levels[place] === meta.pinned[place] ? "" : `--set ${slider.levels[state.levels[place]].set}`))];
    byId("made").replaceChildren(...["how_worlds", "how_fine", meta.warm_up ? "how_past" : null, "how_model",
      meta.command ? "how_again" : null].filter(Boolean).map((name) => make("p", {}, filled(name, many))));
    if (meta.command) byId("made").append(make("pre", { tabindex: "0" }, make("code", {}, again.filter(Boolean).join(" "))));
  };

  // ---- the sliders ----
  const inputs = [];
  const controls = () => {
    inputs.length = 0;
    byId("controls").replaceChildren(byId("controls").querySelector("legend"), ...sliders.map((slider, place) => {
      const name = `slider-${place}`, label = inLanguage(slider.label);
      const about = slider.meaning ? make("p", { class: "meaning", id: `${name}-meaning`, lang: "en" }, slider.meaning) : null;
      const asItIs = filled("as_it_is_value", { value: levelSaid(slider, slider.at) });
      if (slider.is_choice) {
        const radios = slider.levels.map((_, level) => {
          const radio = make("input", { type: "radio", name, value: level });
          radio.addEventListener("change", () => moveTo(place, level));
          return radio;
        });
        inputs.push((level) => { radios[level].checked = true; });
        return make("div", { class: "slider", role: "radiogroup", "aria-label": label, "aria-describedby": about && `${name}-meaning` },
          make("div", { class: "top" }, label), about,
          make("div", { class: "choices" }, radios.map((radio, level) => make("label", {}, radio, levelSaid(slider, level)))),
          make("div", { class: "foot" }, asItIs));
      }
      const range = make("input", { type: "range", id: name, min: 0, max: slider.levels.length - 1, step: 1,
        list: `${name}-mark`, "aria-describedby": about && `${name}-meaning` });
      const output = make("output", { for: name });
      range.addEventListener("input", () => moveTo(place, Number(range.value)));
      inputs.push((level) => {
        range.value = level;
        output.textContent = `${levelSaid(slider, level)} ${unitSaid(slider)}`;
        range.setAttribute("aria-valuetext", output.textContent + (level === slider.at ? `, ${words().as_it_is}` : ""));
      });
      return make("div", { class: "slider" },
        make("div", { class: "top" }, make("label", { for: name }, label), output), about,
        make("div", { class: "track" }, range,
          make("datalist", { id: `${name}-mark` }, make("option", { value: slider.at }))),
        make("div", { class: "foot" }, make("span", {}, levelSaid(slider, 0)), make("span", {}, asItIs),
          make("span", {}, levelSaid(slider, slider.levels.length - 1))));
    }));
  };

  // ---- the state in the address ----
  const stateText = () => {
    const found = new URLSearchParams();
    sliders.forEach((slider, place) => {
      if (state.levels[place] !== slider.at) found.set(slider.path, slider.levels[state.levels[place]].value);
    });
    if (state.guess !== null) found.set("guess", `${state.guess}`);
    if (state.language !== meta.language) found.set("language", state.language);
    return `#${found}`;
  };
  const fromAddress = () => {
    if (!location.hash.includes("=")) return; // a place on the page, as the answer
    const found = new URLSearchParams(location.hash.slice(1));
    state.levels = sliders.map((slider) => {
      const value = found.get(slider.path);
      if (value === null) return slider.at;
      const exact = slider.levels.findIndex((each) => each.value === value);
      if (exact >= 0 || slider.is_choice || value === "" || !Number.isFinite(Number(value))) return exact < 0 ? slider.at : exact;
      const distances = slider.levels.map((each) => Math.abs(Number(each.value) - Number(value)));
      return distances.indexOf(Math.min(...distances.filter(Number.isFinite)));
    });
    const guess = found.get("guess") ? Number(found.get("guess")) : NaN;
    state.guess = guess >= 0 && guess <= most() ? guess : null;
    state.free = state.free || !isPinned(state.levels);
    if (meta.words[found.get("language")]) state.language = found.get("language");
  };
  let waiting = 0;
  const toAddress = () => {
    // Not at every step: browsers slow down a page that changes its address all the time.
    clearTimeout(waiting);
    waiting = setTimeout(() => history.replaceState(null, "", stateText()), 300);
    byId("link").setAttribute("href", stateText());
  };

  // ---- putting it together ----
  const show = () => {
    const moved = world(numberOf(state.levels)), same = isPinned(state.levels);
    inputs.forEach((set, place) => set(state.levels[place]));
    predicted();
    answered(moved, same);
    byId("cards").replaceChildren(...meta.figures.map((figure) => card(figure, moved, same)));
    tiersDrawn("tiers-pinned", pinned, words().as_it_is);
    tiersDrawn("tiers-moved", moved, words().moved);
    balanceDrawn(moved, same);
    goneDrawn(moved, same);
    tables(moved);
    made();
  };
  let planned = false;
  const soon = () => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => { planned = false; show(); });
  };
  const moveTo = (place, level) => {
    state.levels[place] = level;
    soon();
    toAddress();
  };
  const speak = () => {
    document.documentElement.lang = state.language;
    for (const each of document.querySelectorAll("[data-t]")) each.textContent = words()[each.dataset.t];
    byId("language").lang = state.language === "nl" ? "en" : "nl";
    byId("kicker").textContent = filled("kicker", { customers: number(meta.customers, 0), weeks: number(weeks, 0),
      replicates, seed: meta.seed });
    byId("guess").max = most();
    legendOfTiers();
    controls();
    show();
  };
  const allTo = (levels) => {
    state.levels = [...levels];
    soon();
    toAddress();
  };
  byId("asking").addEventListener("submit", (event) => {
    event.preventDefault();
    const guess = byId("guess").valueAsNumber;
    if (!(guess >= 0 && guess <= most())) {
      byId("guessed").textContent = filled("must_guess", { most: most() });
      byId("guess").focus();
      return;
    }
    state.guess = guess;
    soon();
    toAddress();
    byId("show-me").hidden = false;
    byId("show-me").focus();
  });
  byId("no-guess").addEventListener("click", () => {
    state.free = true;
    byId("guessed").textContent = "";
    show();
    byId("controls").querySelector("input").focus();
  });
  byId("show-me").addEventListener("click", () => {
    allTo(targetLevels);
    byId("controls").querySelector("input").focus();
  });
  byId("reset").addEventListener("click", () => allTo(meta.pinned));
  byId("language").addEventListener("click", () => {
    state.language = state.language === "en" ? "nl" : "en";
    speak();
    toAddress();
  });
  byId("print").addEventListener("click", () => window.print());
  let wasOpen = false;
  addEventListener("beforeprint", () => { wasOpen = byId("tables-fold").open; byId("tables-fold").open = true; });
  addEventListener("afterprint", () => { byId("tables-fold").open = wasOpen; });
  addEventListener("resize", soon);
  addEventListener("hashchange", () => { fromAddress(); speak(); });
  fromAddress();
  speak();
  byId("link").setAttribute("href", stateText());
})();
