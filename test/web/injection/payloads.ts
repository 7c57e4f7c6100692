/** The script that the canary detects, in this window or in a frame of it. */
const RUN = 'top.hit=1';
/** A host that must never get a request. */
const EVIL = 'http://evil.test';
const ENCODED = Buffer.from(`<script>${RUN}</script>`).toString('base64');

const TAGS: readonly string[] = [
  `<script>${RUN}</script>`,
  `<ScRiPt>${RUN}</sCrIpT>`,
  `<script src="${EVIL}/x.js"></script>`,
  `<script type=module>${RUN}</script>`,
  `<<script>script>${RUN}<</script>/script>`,
  `"><script>${RUN}</script>`,
  `'><img src=x onerror=${RUN}>`,
  `</textarea><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `--><script>${RUN}</script><!--`,
  `]]><script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<img src=x onerror=&#116;op.hit=1>`,
  `<IMG """><SCRIPT>${RUN}</SCRIPT>">`,
  `<img src="${EVIL}/pixel.png">`,
  `<img srcset="${EVIL}/pixel.png 1x">`,
  `<picture><source srcset="${EVIL}/pixel.png"><img></picture>`,
  `<img/src=x/onerror=${RUN}>`,
  `<img src=x onerror\n=\n"${RUN}">`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  `<iframe src="${EVIL}/"></iframe>`,
  `<embed src="javascript:${RUN}">`,
  `<object data="javascript:${RUN}"></object>`,
  `<object data="data:text/html;base64,${ENCODED}"></object>`,
  `<details open ontoggle="${RUN}">x</details>`,
  `<input autofocus onfocus="${RUN}">`,
  `<select autofocus onfocus="${RUN}"></select>`,
  `<body onload="${RUN}">`,
  `<video src=x onerror="${RUN}"></video>`,
  `<video poster="${EVIL}/x.png"></video>`,
  `<audio src="${EVIL}/x.mp3" autoplay></audio>`,
  `<marquee onstart="${RUN}">x</marquee>`,
  `<button onclick="${RUN}">x</button>`,
  `<form action="javascript:${RUN}"><button>go</button></form>`,
  `<form><button formaction="javascript:${RUN}">go</button></form>`,
  `<isindex action="javascript:${RUN}" type=submit>`,
  `<base href="${EVIL}/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<meta http-equiv="refresh" content="0;url=${EVIL}/">`,
  `<link rel=stylesheet href=${EVIL}/x.css>`,
  `<link rel=prefetch href=${EVIL}/x>`,
  `<link rel=preconnect href=${EVIL}>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<x contenteditable onblur="${RUN}" onfocus="${RUN}" autofocus>x</x>`,
  `<div onpointerover="${RUN}" style="position:fixed;inset:0">x</div>`,
  `<div popover onbeforetoggle="${RUN}">x</div>`,
  `<table background="${EVIL}/x.png"><tr><td>x</table>`,
];

const FOREIGN: readonly string[] = [
  `<svg onload="${RUN}"></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><script href="data:,${RUN}"></script></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y="20">x</text></a></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName=x dur=1s></svg>`,
  `<svg><set attributeName=href to="javascript:${RUN}"></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${RUN}>#x"></svg>`,
  `<svg><image href="${EVIL}/x.png"></svg>`,
  `<svg><foreignObject><body onload="${RUN}"></foreignObject></svg>`,
  `<svg></p><style><a id="</style><img src=x onerror=${RUN}>">`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  `<math href="javascript:${RUN}">x</math>`,
  `<math><maction actiontype="statusline#${EVIL}" xlink:href="javascript:${RUN}">x`,
  `<?xml-stylesheet href="javascript:${RUN}"?>`,
  `<!DOCTYPE x [<!ENTITY y SYSTEM "${EVIL}/">]><x>&y;</x>`,
];

const STYLES: readonly string[] = [
  `<style>@import url(${EVIL}/x.css)</style>`,
  `<style>*{background:url(${EVIL}/x.png)}</style>`,
  `<p style="background:url(${EVIL}/x.png)">x</p>`,
  `<p style="width:expression(${RUN})">x</p>`,
  `<p style="behavior:url(${EVIL}/x.htc)">x</p>`,
  `#fff;background:url(${EVIL}/x.png)`,
  `red}*{background:url(${EVIL}/x.png)}`,
  `url(${EVIL}/x.png)`,
  `url("javascript:${RUN}")`,
  `}</style><script>${RUN}</script>`,
  `\\3c script\\3e ${RUN}`,
  `@font-face{font-family:x;src:url(${EVIL}/x.woff)}`,
];

const TEMPLATES: readonly string[] = [
  `{{constructor.constructor("${RUN}")()}}`,
  `{{title}}{{web-chat}}{{greeting}}`,
  '<!--head--><!--starters-->',
  `\${${RUN}}`,
  `#{${RUN}}`,
  `<%= ${RUN} %>`,
  `{% raw %}<script>${RUN}</script>{% endraw %}`,
  `$&$'$\`$1<script>${RUN}</script>`,
  `{count, plural, other {<b>${RUN}</b>}}`,
  `{name}<0>${RUN}</0>`,
  `%3Cscript%3E${RUN}%3C/script%3E`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;script&#62;${RUN}&#60;/script&#62;`,
  `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
  `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
  `\${$root.constructor.constructor('${RUN}')()}`,
  `\${if(true, '<img src=x onerror=${RUN}>', '')}`,
  `{{DATE(2026-01-01T00:00:00Z, <script>${RUN}</script>)}}`,
];

const SIGNS: readonly string[] = [
  `\u202e<script>${RUN}</script>`,
  `\u2066<img src=x onerror=${RUN}>\u2069`,
  `\u200b<scr\u200bipt>${RUN}</script>`,
  `\ufeff<script>${RUN}</script>`,
  `＜script＞${RUN}＜/script＞`,
  `<ſcript>${RUN}</ſcript>`,
  `<scr\u0000ipt>${RUN}</scr\u0000ipt>`,
  `\u001b]8;;javascript:${RUN}\u0007x\u001b]8;;\u0007`,
  `<img\u000csrc=x\u000conerror=${RUN}>`,
  `\ud83d<script>${RUN}</script>`,
  `\u2028<script>${RUN}</script>\u2029`,
  `${'\u0301'.repeat(300)}<script>${RUN}</script>`,
];

const OBJECTS: readonly string[] = [
  `{"__proto__":{"hit":1,"innerHTML":"<img src=x onerror=${RUN}>"}}`,
  `{"constructor":{"prototype":{"hit":1}}}`,
  '__proto__',
  'constructor.prototype.hit',
  `"},"html":"<script>${RUN}</script>","x":{"`,
  `{"type":"AdaptiveCard","body":[{"type":"Image","url":"${EVIL}/x.png"}]}`,
  `{"type":"Action.OpenUrl","url":"javascript:${RUN}","title":"x"}`,
  `{"$data":"\${${RUN}}","type":"TextBlock","text":"\${$data}"}`,
  `{"@type":"Claim","appearance":{"url":"javascript:${RUN}"}}`,
  `{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=${RUN}>"}}`,
];

const LONG: readonly string[] = [
  `${'<b>'.repeat(900)}<img src=x onerror=${RUN}>`,
  `${'['.repeat(900)}x](javascript:${RUN})`,
  `${'> '.repeat(400)}<script>${RUN}</script>`,
  `${'*_'.repeat(800)}<script>${RUN}</script>`,
  `${'a'.repeat(3_900)}<script>${RUN}</script>`,
  `${'&amp;'.repeat(600)}<script>${RUN}</script>`,
  `[x](${'java\t'.repeat(1)}script:${RUN}${'#'.repeat(3_000)})`,
];

/** Addresses that run a script, in many spellings. */
const ADDRESSES: readonly string[] = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java&#115;cript:${RUN}`,
  `java&Tab;script:${RUN}`,
  `java\tscript:${RUN}`,
  `javascript&colon;${RUN}`,
  `&#x6A;avascript:${RUN}`,
  `%6aavascript:${RUN}`,
  `java%0ascript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `javascript://evil.test/%0a${RUN}`,
  `javascript\\:${RUN}`,
  `vbscript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `data:text/html;base64,${ENCODED}`,
  `data:image/svg+xml,<svg onload=${RUN}>`,
  `view-source:javascript:${RUN}`,
  `feed:javascript:${RUN}`,
  `blob:javascript:${RUN}`,
  `http://x.test/" onmouseover="${RUN}`,
];

/** The ways in which Markdown and HTML contain an address. */
const CARRIERS: readonly ((address: string) => string)[] = [
  (address) => address,
  (address) => `[click](${address})`,
  (address) => `[click](<${address}> "title")`,
  (address) => `[1]: ${address} "title"\n\n[1]`,
  (address) => `<${address}>`,
  (address) => `![pixel](${address})`,
  (address) => `[![x](${EVIL}/x.png)](${address})`,
  (address) => `<a href="${address}">click</a>`,
  (address) => `[a][b]\n\n[b]: <${address}>`,
];

/**
 * Texts that would run a script or send a request to another host if they were not shown as plain text: HTML, styles,
 * templates, special characters and objects, and each kind of address in each way to contain it.
 */
export const PAYLOADS: readonly string[] = [
  ...new Set([
    ...TAGS,
    ...FOREIGN,
    ...STYLES,
    ...TEMPLATES,
    ...SIGNS,
    ...OBJECTS,
    ...LONG,
    ...ADDRESSES.flatMap((address) => CARRIERS.map((carry) => carry(address))),
    `![pixel](${EVIL}/pixel.png)`,
    `<javascript:${RUN}>`,
  ]),
];
