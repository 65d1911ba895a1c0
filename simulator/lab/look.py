"""How the page looks: light and dark, wide and narrow. The colours are those of all our figures, and their night."""

from __future__ import annotations

from simulator.report.colours import DAY, NIGHT, PAGE, variables

OWN = {"up": "#12608f", "down": "#a63a22", "on-up": "#fff", "today": "#75706a"}
OWN_AT_NIGHT = {"up": "#6db4e0", "down": "#e0805f", "on-up": "#10202b", "today": "#a39c92"}
"""Better and worse, what is written on better, and the world of today."""
PARTS = [name for name in DAY if name not in PAGE]

STYLE = (
    variables({**DAY, **OWN}, {**NIGHT, **OWN_AT_NIGHT})
    + """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper)!important;color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",
Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
.nicegui-content{padding:0!important;gap:0!important;display:block!important}
.lab{max-width:84rem;margin:0 auto;padding:0 1.2rem 3rem;display:grid;gap:0 1.8rem;align-items:start;
grid-template-columns:21rem minmax(0,1fr);grid-template-areas:"head head" "side figures" "side charts" "side maps"
"side account" "side keep" "side foot"}
.lab>*{min-width:0}
.head{grid-area:head;padding-top:1.1rem}.side{grid-area:side;position:sticky;top:0;max-height:100vh;overflow-y:auto;
padding:.4rem .9rem 1rem;background:var(--tint);border-radius:.5rem;margin-top:.7rem;scrollbar-width:thin}
.figures{grid-area:figures;position:sticky;top:0;background:var(--paper);z-index:2;padding-bottom:.35rem}
.charts{grid-area:charts}.maps{grid-area:maps}.account{grid-area:account}.keep{grid-area:keep}.foot{grid-area:foot}
h1{font-size:1.55rem;line-height:1.2;margin:0;font-weight:700;letter-spacing:0}
h2{font-size:1.12rem;line-height:1.3;margin:1.5rem 0 .35rem;font-weight:700}
h2.quiet{position:absolute;left:-999rem}
h3{font-size:1rem;line-height:1.4;margin:.9rem 0 .3rem;font-weight:600}
p{margin:.3rem 0}.about,small,.note,.foot,.today,.was,.where{color:var(--soft)}
.about{font-size:.9rem;max-width:62rem}small{font-size:.82rem;font-weight:400}
.top{display:flex;gap:.8rem;align-items:center;justify-content:space-between;flex-wrap:wrap}
.side .top h2{margin:.4rem 0}
.switch{display:flex;gap:0}.switch button{border-radius:0}.switch button:first-child{border-radius:.35rem 0 0 .35rem}
.switch button:last-child{border-radius:0 .35rem .35rem 0;border-left:0}
button,select,input[type=text],input[type=number],.open span{font:inherit;font-size:.9rem;color:var(--ink);
background:var(--paper);border:1px solid var(--line);border-radius:.35rem;padding:.35rem .65rem;min-height:2.2rem}
button,select,.open span{cursor:pointer}button:hover,.open:hover span{border-color:var(--soft)}
button[aria-pressed=true]{background:var(--link);color:var(--paper);border-color:var(--link)}
.start{display:flex;gap:.6rem;align-items:center;margin:.7rem 0 .2rem;flex-wrap:wrap}
.start select{flex:1;max-width:30rem;min-width:0}
.question h2{margin:.7rem 0 .1rem}.question p{max-width:66rem}
fieldset{border:0;padding:0;margin:.5rem 0 0;min-width:0}
legend{font-weight:700;font-size:.82rem;color:var(--soft);padding:0;margin:.25rem 0;letter-spacing:.02em}
.slider{position:relative;padding:.15rem 2.3rem .2rem 0}
.slider .line{display:flex;justify-content:space-between;gap:0 .6rem;font-size:.88rem;line-height:1.35}
.slider output{font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
.slider.moved output{color:var(--link)}
.slider input{display:block;width:100%;margin:.1rem 0 0;height:1.6rem;accent-color:var(--link);cursor:pointer}
.slider .today{font-size:.75rem;display:block;line-height:1.1;margin-top:-.15rem}
.slider .tick{position:absolute;bottom:1.35rem;left:calc(.5rem + var(--at)*(100% - 3.3rem));width:2px;height:.5rem;
background:var(--today);pointer-events:none;margin-left:-1px}
.slider .back{position:absolute;right:0;bottom:.75rem;width:2rem;min-height:2rem;padding:0;visibility:hidden}
.slider.moved .back{visibility:visible}
.another label,.follow label{font-size:.88rem}.another,.since,.size{margin-top:1rem}
.row{display:flex;gap:.5rem;flex-wrap:wrap;align-items:center;margin:.3rem 0}
.another input{flex:1;min-width:0}.since label{display:block;font-size:.88rem;padding:.2rem 0;cursor:pointer}
.since input{accent-color:var(--link)}.size label{font-size:.88rem;margin-right:.8rem;display:inline-block}
.size input{width:6.5rem}
.tiles{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:.6rem;margin:.7rem 0 0}
.tile{border:1px solid var(--line);border-radius:.5rem;padding:.45rem .7rem .5rem;background:var(--paper)}
.tile dt{font-size:.85rem;color:var(--soft)}.tile dd{margin:0;font-variant-numeric:tabular-nums;line-height:1.3}
.tile .was,.tile .now{display:flex;justify-content:space-between;gap:.5rem;align-items:baseline}
.tile .world{font-size:.76rem;color:var(--soft);overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.tile .was{font-size:.9rem}.tile .now b{font-size:1.25rem;font-weight:700;white-space:nowrap}
.tile .change{display:block;text-align:right;font-size:.85rem;min-height:1.3em;color:var(--soft)}
.up{color:var(--up)}.down{color:var(--down)}.tile .change.up{color:var(--up)}.tile .change.down{color:var(--down)}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.6rem 1.4rem}
.pair.maps{max-width:44rem}.pair.maps figure{display:flex;flex-direction:column}.pair.maps svg{margin-top:auto}
.keys{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;font-size:.9rem;margin:.7rem 0 .4rem}
figure{margin:.3rem 0;min-width:0}figcaption{font-weight:600;font-size:.92rem;line-height:1.3;margin-bottom:.15rem}
figcaption small{display:block}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{fill:var(--ink);font-size:12px}svg text.axis{fill:var(--soft);font-size:11.5px}
.rule{stroke:var(--line);stroke-width:.8}line.start{stroke-dasharray:3 3;stroke:var(--soft)}
.tier{stroke:var(--paper);stroke-width:.5}
"""
    + "".join(f"polygon.{part}{{fill:var(--{part})}}" for part in PARTS)
    + """
.path{fill:none;stroke-width:2.2;stroke-linejoin:round}.path.today{stroke:var(--today);stroke-dasharray:5 3}
.path.if{stroke:var(--link)}text.beside.if{fill:var(--link);font-weight:600}text.beside.today{fill:var(--today)}
.cell.up{fill:var(--up)}.cell.down{fill:var(--down)}svg text.value{font-size:11.5px;font-variant-numeric:tabular-nums}
svg text.value.up{font-weight:700}svg text.value.strong{fill:var(--on-up)}
.mark.adds{fill:var(--up)}.mark.takes{fill:var(--down)}.mark.today{opacity:.55}
.key{display:inline-block;width:1.4rem;height:0;border-top:3px solid var(--link);vertical-align:middle;
margin-right:.4rem}.key.today{border-top:3px dashed var(--today)}
.follow{display:flex;gap:.45rem;flex-wrap:wrap;align-items:center}.follow input{width:6.5rem}
.follow span{font-size:.88rem;color:var(--soft);margin-left:.4rem}
.scroll{max-height:19rem;overflow:auto;border:1px solid var(--line);border-radius:.35rem}
table{border-collapse:collapse;width:100%;font-size:.86rem}th,td{text-align:left;vertical-align:top;padding:.2rem .5rem;
border-bottom:1px solid var(--line)}thead th{position:sticky;top:0;background:var(--tint);font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th:nth-child(n+3){text-align:right}

.problem{border-left:4px solid var(--down);background:var(--tint);padding:.5rem .8rem;margin:.6rem 0;
white-space:pre-wrap;
font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.85rem}
.open input{position:absolute;opacity:0;width:1px;height:1px}.open span{display:inline-block;line-height:1.45rem}
.open:focus-within span{outline:2px solid var(--link);outline-offset:2px}
.foot{font-size:.82rem;border-top:1px solid var(--line);margin-top:1.6rem;padding-top:.6rem;min-height:2.2rem}
.busy .figures,.busy .charts{opacity:.72;transition:opacity .2s .3s}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.4rem;background:var(--paper);padding:.5rem;z-index:9}
a{color:var(--link)}:focus-visible{outline:2px solid var(--link)!important;outline-offset:2px}
@media (max-width:56rem){.lab{grid-template-columns:minmax(0,1fr);padding:0 .9rem 2rem;grid-template-areas:"head"
"figures" "charts" "side" "maps" "account" "keep" "foot"}.side{position:static;max-height:none}
.tiles{gap:.35rem}.tile{padding:.3rem .45rem}}
@media (max-width:40rem){.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}.tile .change{display:inline;float:right;
min-height:0}.tile .now b{font-size:1.05rem}.tile .was{display:none}.pair{gap:.3rem .6rem;grid-template-columns:
minmax(0,1fr)}h1{font-size:1.3rem}.lab{padding:0 .7rem 2rem}
.slider input{height:2rem}.slider .tick{bottom:1.55rem}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
"""
)
