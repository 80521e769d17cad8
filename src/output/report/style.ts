const hues = (light: boolean): string =>
  [210, 140, 30, 280, 350, 180, 60, 240, 100, 320, 0, 160]
    .map((hue, n) => `.hue${n}{background:hsl(${hue} ${light ? '65% 86%' : '40% 24%'})}`)
    .join('');

/** The style of the page, light and dark. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1b2430;--soft:#505a66;--paper:#fff;--line:#c5ccd5;--link:#0b5394;--bad:#a3260b;--badbg:#fbe0d8}
*{box-sizing:border-box}body{margin:0 auto;padding:1rem;max-width:112rem;font:1rem/1.45 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.4rem;margin:0 0 .5rem}header{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center}
select,input,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:4px;padding:.25rem .5rem;max-width:100%}
:focus-visible{outline:3px solid var(--link);outline-offset:1px}
[role=tablist]{display:flex;flex-wrap:wrap;gap:.25rem;margin:.8rem 0;border-bottom:1px solid var(--line)}
[role=tab]{border:0;border-bottom:3px solid transparent;border-radius:0}[role=tab][aria-selected=true]{border-color:var(--link);font-weight:700}
button.link,button.fold{border:0;padding:0;background:none;color:var(--link);text-align:left;cursor:pointer;text-decoration:underline}button.fold{text-decoration:none;font-weight:600}
.scroll{overflow:auto;max-width:100%;margin:.5rem 0}#status{min-height:1.5rem;margin:0 0 .5rem;color:var(--soft);overflow-wrap:anywhere}#status:empty{min-height:0;margin:0}
table{border-collapse:collapse}caption{text-align:left;font-weight:600}th,td{padding:.2rem .4rem}
.map td,.map th{width:2.1rem;min-width:1.8rem;text-align:center;font:.8rem ui-monospace,monospace;padding:.15rem}.map .gap td{text-align:left;color:var(--soft);padding:.4rem}
.map td{border:1px solid var(--line)}.free{color:var(--soft)}.hole{border:2px dashed var(--bad)!important}.pfcell{font-weight:700!important;outline:2px solid currentColor;outline-offset:-2px}
.collision,.overlap{background:var(--badbg);color:var(--bad);font-weight:700!important}.unread{color:var(--soft);font-style:italic}.outside{text-decoration:underline wavy}.marked{outline:3px solid var(--bad);outline-offset:-2px}
main{overflow-wrap:break-word}.buses{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;align-items:flex-start}.bus{max-width:100%}.bus summary{font-weight:600;cursor:pointer}.pfs{padding:0;margin:.4rem 0;list-style:none;max-width:35.5rem}
.sample{display:inline-block;min-width:1.8rem;text-align:center;font:.8rem ui-monospace,monospace;border:1px solid var(--line)}.map td[tabindex]{cursor:pointer}.map td:focus-visible{outline-offset:-3px}
.change h2{font-size:1.05rem;margin:1.2rem 0 0}.change p{margin:.1rem 0}.changes td{max-width:26rem;overflow-wrap:anywhere}.gone{color:var(--bad);font-weight:700}.come{color:var(--link);font-weight:700}
.matrix th,.matrix td{border:1px solid var(--line);text-align:left;vertical-align:top;min-width:7rem}.matrix .field th{font-weight:400;font-size:.85rem;padding-left:1rem;overflow-wrap:anywhere}
.hazard{display:inline-block;margin-left:.4rem;padding:0 .3rem;border:1px solid currentColor;border-radius:3px;font-size:.8rem}.h3{color:var(--bad)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1rem;padding:0;list-style:none}.swatch{display:inline-block;width:.9rem;height:.9rem;margin-right:.3rem;border:1px solid var(--soft)}
.findings{padding:0;list-style:none}.findings li{border-left:4px solid var(--line);padding:.3rem .6rem;margin:.4rem 0;overflow-wrap:anywhere}.findings .error{border-color:var(--bad)}.place{color:var(--soft)}
dialog{max-width:min(40rem,95vw);color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:6px}dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}
${hues(true)}.v-shared{background:#fbe9c6}.v-partly-shared{background:#fdf6dd}.v-own{background:#e1f3e7}.v-unknown,.v-absent{color:var(--soft)}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#a9b4c0;--paper:#14181d;--line:#3b4550;--link:#8cc4ff;--bad:#ff9c80;--badbg:#4a1d12}
${hues(false)}.v-shared{background:#4a3a12}.v-partly-shared{background:#35301a}.v-own{background:#173424}}
label{max-width:100%}#query{width:20rem}#results{padding-left:1.2rem}#results:empty{display:none}
@media (min-width:70rem){#view-bytes:not([hidden]){display:grid;grid-template-columns:37rem minmax(0,1fr);gap:0 2rem;align-items:start}#view-bytes>label{grid-column:1/-1}#bytes-body{grid-column:1;grid-row:2}#results{grid-column:2;grid-row:2;position:sticky;top:.5rem;max-height:95vh;overflow:auto}}
@media (min-width:2400px){html{font-size:150%}body{max-width:none}#view-topology svg{width:2000px;height:auto}}
@media print{[role=tablist],form,dialog,#status{display:none}.scroll{overflow:visible}body{padding:0}#view-topology svg{width:100%;height:auto}.map td{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`;
