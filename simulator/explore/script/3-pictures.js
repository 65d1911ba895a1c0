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
    const { x, y, back, front, right, top, bottom } = frame(width, height, 140, 0, axes.total, " %");
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
    const by = number(figure[CHANGE], digits, true);
    const interval = Number.isFinite(figure[CHANGE_LOW])
      ? ` (${number(figure[CHANGE_LOW], digits, true)} … ${number(figure[CHANGE_HIGH], digits, true)})` : "";
    return make("div", { class: "card", "data-figure": name },
      make("h3", {}, figureSaid("figure", name)),
      make("p", { class: "about" }, figureSaid("figure_note", name)),
      make("div", { class: "value" }, number(figure[MEAN], digits)),
      draw("svg", { viewBox: `0 0 ${wide} 24`, "aria-hidden": "true" }, spans.flat()),
      same ? null : make("p", {}, filled("as_it_is_value", { value: number(pinned[name][MEAN], digits) })),
      same ? null : make("p", { class: "change" }, by + interval));
  };

