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
    // On a narrow screen the figures lie below the sliders: the first one goes along.
    byId("along").textContent = `${figureSaid("figure", "staying")}: ${number(moved.staying[MEAN], 1)}` +
      (same ? "" : ` (${filled("as_it_is_value", { value: number(pinned.staying[MEAN], 1) })})`);
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
      many: many(), seed: meta.seed });
    byId("guess").max = most();
    byId("guess-label").textContent = figureSaid("figure", "staying");
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
