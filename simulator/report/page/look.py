"""How the page looks: light and dark, wide and narrow, on a screen and on paper. No file from elsewhere is needed."""

from simulator.report.colours import PAGE, PAGE_AT_NIGHT, variables

STYLE = (
    f"\n{variables(PAGE, PAGE_AT_NIGHT)}"
    + """\
@media screen and (prefers-color-scheme:dark){svg{filter:invert(.92) hue-rotate(180deg)}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:48rem;margin:0 auto;padding:0 1.1rem}
header{padding-top:2.2rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.25rem;line-height:1.3;margin:2.6rem 0 .6rem;padding-top:.7rem;border-top:1px solid var(--line)}
h3{font-size:1.02rem;line-height:1.4;margin:1.2rem 0 .4rem}
h3.finding{font-weight:600}
p{margin:.5rem 0}
p.lead{font-size:1.08rem}
p.world{margin-top:1.6rem;color:var(--soft);font-weight:600}
p.kicker,figcaption,p.note,caption,footer{color:var(--soft);font-size:.875rem}
a{color:var(--link)}
nav ul{list-style:none;padding:0;margin:.8rem 0 0;display:flex;flex-wrap:wrap;gap:.15rem 1rem;font-size:.9rem}
nav a{display:inline-block;padding:.2rem 0}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
figure{margin:.6rem 0 1.2rem}
.wide{overflow-x:auto;max-width:100%}
svg{display:block;width:100%;height:auto}
svg *{stroke-linejoin:round;stroke-linecap:butt}
figcaption{margin-top:.2rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.3rem 0}
caption span{display:inline-block;max-width:min(45rem,calc(100vw - 2.4rem))}
.words th,.words td{overflow-wrap:break-word}.words td ul{margin:0;padding-left:1rem}
th,td{text-align:left;vertical-align:top;padding:.28rem .6rem .28rem 0;border-bottom:1px solid var(--line);
font-weight:400}
thead th{font-weight:600;vertical-align:bottom}
.number{text-align:right}td.number{white-space:nowrap}tbody th{min-width:8.5rem}tbody th.number{min-width:0}
th.number:last-child,td:last-child{padding-right:0}
details{border:1px solid var(--line);border-radius:.4rem;padding:.1rem .8rem;margin:.7rem 0;background:var(--tint)}
summary{cursor:pointer;padding:.5rem 0;font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.6rem 0}
dt{color:var(--soft)}dd{margin:0;min-width:0}
pre{overflow-x:auto;background:var(--tint);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem;
font-size:.85rem}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.92em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
footer{margin-top:3rem;padding-bottom:2rem;border-top:1px solid var(--line);padding-top:.8rem}
@media (max-width:34rem){.words,.words tbody,.words tr,.words tbody th,.words td{display:block;border:0}
.words thead{position:absolute;left:-999rem}.words tr{border-bottom:1px solid var(--line);padding:.4rem 0}
.words tbody th{font-weight:600}.words th,.words td{padding:.1rem 0}
.words td::before{content:attr(data-label) ": ";color:var(--soft)}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}h1{font-size:1.45rem}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--tint:#fff;--link:#000}
svg{filter:none!important;min-width:0!important;max-height:10.5cm}body{font-size:10pt}main,header,footer{max-width:none;padding:0}
nav,.skip{display:none}.wide,pre{overflow:visible}pre{white-space:pre-wrap}h2,h3,p.note,p.world,caption{break-after:avoid}
figure,tr,dl{break-inside:avoid}a{text-decoration:none}@page{margin:1.8cm}}
"""
)
