  // ---- the answer ----
  const settings = () => joined(sliders.map((slider, place) => [slider, state.levels[place], meta.pinned[place]])
    .filter(([, level, at]) => level !== at)
    .map(([slider, level]) => `“${inLanguage(slider.label)}: ${levelSaid(slider, level)}”`));
  const answered = (moved, same) => {
    const { staying } = moved, has = (name) => meta.figures.some((each) => each.name === name);
    const of = Object.fromEntries(["loyal", "engaged", "overdrawn"].map((name) => [name, number(moved[name][MEAN], 1)]));
    const held = Number.isFinite(moved.loyal[MEAN]) ? filled("of_them", of) : "";
    if (same) {
      const spread = replicates > 1
        ? ` (${filled("range", { low: number(staying[LOW], 1), high: number(staying[HIGH], 1), many: many() })})` : "";
      byId("said").textContent = filled("nothing_moved", { there: there(staying), range: spread, tiers: held });
      byId("fates").textContent = "";
      return;
    }
    const by = number(Math.abs(staying[CHANGE]), 1);
    const kind = !/[1-9]/.test(by) ? "staying_same" : staying[CHANGE] > 0 ? "staying_more" : "staying_less";
    const first = filled(staying[HIGH] > 0 ? kind : "nobody", {
      there: there(staying), time: time(), by: meta.grows ? by : filled("points", { number: by }), sure: sure(staying, 1) });
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
    const slider = sliders[0], label = `“${inLanguage(slider.label)}”`;
    const to = levelSaid(slider, target);
    byId("question").textContent = filled("predict_question",
      { there: there(pinned.staying), label, from: levelSaid(slider, slider.at), to });
    byId("asking").querySelector(".tools").hidden = unlocked();
    byId("controls").disabled = !unlocked();
    byId("locked").hidden = unlocked();
    const isThere = state.levels.every((level, place) => level === targetLevels[place]);
    byId("show-me").hidden = state.guess === null || isThere;
    if (state.guess === null) return;
    const [found, now] = [world(numberOf(targetLevels)), pinned].map((one) => withSign(number(one.staying[MEAN], 1)));
    const guess = withSign(number(state.guess, state.guess % 1 ? 1 : 0));
    byId("guessed").textContent = isThere
      ? filled("guess_done", { guess, found, now }) : filled("guess_open", { guess, label, to });
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
    const figures = meta.figures.map(({ name, digits }) => [figureSaid("figure", name), number(pinned[name][MEAN], digits),
      number(moved[name][MEAN], digits), `${number(moved[name][LOW], digits)} … ${number(moved[name][HIGH], digits)}`,
      number(moved[name][CHANGE], digits, true),
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
      table(words().table_figures, [words().column_figure, here, there, words().column_range, words().column_difference, words().column_interval], figures),
      table(words().table_weeks, [words().week, ...tiers.map((each) => words().tier[each]), words().balance], rows),
      table(words().table_gone, [words().column_reason, here, there], gone));
  };
  const made = () => {
    const told = { worlds: number(meta.worlds, 0), many: many(), customers: number(meta.customers, 0), columns: shown.length,
      weeks: number(weeks, 0), warm_up: number(meta.warm_up, 0) };
    const again = [meta.command, ...sliders.map((slider, place) =>
      (state.levels[place] === meta.pinned[place] ? "" : `--set ${slider.levels[state.levels[place]].set}`))];
    byId("made").replaceChildren(...["how_worlds", "how_fine", meta.warm_up ? "how_past" : null, "how_model",
      meta.command ? "how_again" : null].filter(Boolean).map((name) => make("p", {}, filled(name, told))));
    if (meta.command) byId("made").append(make("pre", { tabindex: "0" }, make("code", {}, again.filter(Boolean).join(" "))));
  };

