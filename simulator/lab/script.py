"""What the browser does by itself: it tells what was moved or pressed and writes the value beside a slider."""

SCRIPT = r"""
window.lab = (() => {
  const lab = {sent: 0, drawn: 0};
  const tell = (kind, more) => { lab.sent += 1; emitEvent("lab", {kind, seq: lab.sent, ...more}); return lab.sent; };
  const busy = (on) => document.querySelector(".lab")?.classList.toggle("busy", on);
  const wanted = new Map();
  let timer = null, last = 0;
  const flush = () => {
    timer = null; last = performance.now();
    for (const [path, value] of wanted) tell("slider", {path, value});
    wanted.clear(); busy(true);
  };
  const later = (path, value) => {
    wanted.set(path, value);
    const wait = 60 - (performance.now() - last);
    if (timer === null) { if (wait <= 0) flush(); else timer = setTimeout(flush, wait); }
  };
  const said = (input) => {
    const number = Number(input.value), step = Number(input.step), kind = input.dataset.shown;
    const language = document.documentElement.lang === "nl" ? "nl-NL" : "en-US";
    const form = (value, digits) => value.toLocaleString(language,
      {minimumFractionDigits: digits, maximumFractionDigits: digits}).replace("-", "\u2212");
    if (kind === "flag") return form(number, 0);
    if (kind === "whole") return form(number, 0);
    if (kind === "share") return form(number * 100, step < 0.01 ? 1 : 0) + " %";
    return form(number, step >= 0.01 ? 2 : 3);
  };
  const show = (input) => {
    const box = input.closest(".slider");
    box.querySelector("output").textContent = said(input);
    input.setAttribute("aria-valuetext", said(input));
    box.classList.toggle("moved", Math.abs(Number(input.value) - Number(input.dataset.start)) > 1e-9);
  };
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.matches?.("input[type=range][data-path]")) return;
    show(input); later(input.dataset.path, Number(input.value));
  });
  document.addEventListener("change", async (event) => {
    const input = event.target, what = input.dataset?.do;
    if (what === "open") {
      const file = input.files[0]; input.value = "";
      if (!file) return;
      if (file.size > 400000) tell("too-large", {}); else tell("open", {name: file.name, text: await file.text()});
    } else if (what === "source" || what === "since") { busy(true); tell(what, {value: input.value}); }
    else if (what === "customers" || what === "weeks") { busy(true); tell("size", {name: what, value: input.value}); }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target, what = form.dataset?.do;
    if (!what) return;
    event.preventDefault();
    const field = form.querySelector("input");
    tell(what, {value: field.value});
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-do]");
    if (!button) return;
    const what = button.dataset.do;
    if (what === "copy") {
      const before = button.textContent;
      try { await navigator.clipboard.writeText(location.href); button.textContent = button.dataset.done; }
      catch { window.prompt(before, location.href); }
      setTimeout(() => { button.textContent = before; }, 1500);
    } else if (what === "back") {
      const input = document.querySelector(`input[data-path="${CSS.escape(button.dataset.path)}"]`);
      input.value = input.dataset.start; show(input); input.focus();
      input.dispatchEvent(new Event("input", {bubbles: true}));
    } else { if (what === "reset") busy(true); tell(what, {value: button.dataset.value ?? ""}); }
  });
  lab.done = (seq, query) => {
    lab.drawn = Math.max(lab.drawn, seq);
    if (lab.drawn >= lab.sent && wanted.size === 0) busy(false);
    history.replaceState(null, "", query ? "?" + query : location.pathname);
  };
  lab.speak = (language, title) => { document.documentElement.lang = language; document.title = title; };
  lab.save = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], {type: "text/plain"}));
    link.download = name; link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  return lab;
})();
"""
