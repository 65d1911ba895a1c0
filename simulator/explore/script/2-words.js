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
  const many = () => (replicates === 1 ? words().one_replicate : filled("replicates", { number: number(replicates, 0) }));
  // In an open market more may be there in the end than at the start, so that a share would be a strange word.
  const figureSaid = (group, name) => words()[group][name === "staying" && meta.grows ? "growing" : name];
  const there = (figure) => filled(meta.grows ? "there_growing" : "there", { staying: number(figure[MEAN], 1), time: time() });
  const withSign = (text) => (meta.grows ? text : `${text} %`);
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

