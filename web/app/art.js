// SPDX-License-Identifier: Apache-2.0
/** The illustrations: one cord, one jack, one plug; how they meet tells the state. Constant drawings, parsed as SVG. */

/** @typedef {"waiting" | "ended" | "full" | "locked" | "unreachable" | "unsupported" | "insecure" | "missing" | "quiet" | "plugged"} Art */

const PLUG = `<g><rect x="-30" y="-7" width="12" height="14" rx="4" fill="#3A322A"/><rect x="-20" y="-11" width="40" height="22" rx="6" fill="var(--plugbody, #4A3F34)"/><rect x="-16" y="-8" width="32" height="4" rx="2" fill="#fff" opacity=".16"/><rect x="20" y="-7" width="6" height="14" rx="1.500" fill="#B98A33"/><rect x="26" y="-5.500" width="20" height="11" fill="#E3BE73"/><rect x="34" y="-5.500" width="3" height="11" fill="#2A2119"/><path d="M46-5.500h3c6 0 9 3 9 5.500s-3 5.500-9 5.500h-3z" fill="#E3BE73"/></g>`;

/** @param {number} cx
 * @param {number} cy
 * @param {string} [lamp] */
const jack = (cx, cy, lamp) =>
  `<g><circle cx="${cx}" cy="${cy}" r="26" fill="#8A661F"/><circle cx="${cx}" cy="${cy}" r="24" fill="#D9B266"/><circle cx="${cx}" cy="${cy}" r="17" fill="#B98A33"/><circle cx="${cx}" cy="${cy}" r="14" fill="#15120E"/>${lamp ? `<circle cx="${cx}" cy="${cy - 44}" r="8" fill="${lamp}"/><circle cx="${cx - 2}" cy="${cy - 46}" r="2.500" fill="#fff" opacity=".8"/>` : ""}</g>`;

/** @param {string} d
 * @param {string} [colour] */
const cord = (d, colour = "var(--cord-red)") =>
  `<path d="${d}" fill="none" stroke="#000" stroke-opacity=".14" stroke-width="11" stroke-linecap="round" transform="translate(0 3)"/>`
  + `<path d="${d}" fill="none" stroke="${colour}" stroke-width="9" stroke-linecap="round"/>`
  + `<path d="${d}" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="2" stroke-dasharray="3 5" transform="translate(0 -2)"/>`;

/** @param {number} x
 * @param {number} y
 * @param {number} turn */
const plug = (x, y, turn) => `<g transform="translate(${x} ${y}) rotate(${turn})">${PLUG}</g>`;

/** @type {Record<Art, () => string>} */
const DRAWINGS = {
  waiting: () => `<g>${jack(244, 104, "#FFB938")}</g>${cord("M20 176C70 190 92 150 104 120")}${plug(124, 106, -8)}`,
  plugged: () => `<g>${jack(236, 104, "#FFB938")}<g class="lit"><circle cx="236" cy="60" r="8" fill="#2FA582"/><circle cx="234" cy="58" r="2.500" fill="#fff" opacity=".8"/></g></g><g class="cord">${cord("M20 150C66 176 108 150 158 116")}${plug(178, 108, -4)}</g>`,
  ended: () => `${jack(70, 74, "#8D8B80")}${jack(250, 74, "#8D8B80")}${cord("M44 168C90 196 130 136 176 160", "var(--cord-green)")}${plug(204, 166, 6)}`,
  full: () => /** @type {[number, number, number, string][]} */ ([
    [60, 66, 18, "red"], [126, 66, -12, "green"], [192, 66, 14, "brown"], [258, 66, -18, "red"],
  ]).map(([x, y, bend, colour]) => jack(x, y, "#E0503F")
    + cord(`M${x} ${y}C${x} ${y + 70} ${x + bend} ${y + 90} ${x + bend} 204`, `var(--cord-${colour})`)
    + `<circle cx="${x}" cy="${y}" r="13" fill="#4A3F34"/>`).join(""),
  locked: () => `${jack(216, 92, "#8D8B80")}<rect x="180" y="82" width="72" height="24" rx="5" fill="#D9B266" stroke="#8A661F" stroke-width="2"/><g fill="#6B4C12"><circle cx="188" cy="94" r="2.500"/><circle cx="244" cy="94" r="2.500"/></g><path d="M212 91a4 4 0 118 0l-2 3 1 6h-6l1-6z" fill="#2A1E0A"/>${cord("M14 178C60 190 74 150 88 124")}${plug(108, 108, -10)}`,
  unreachable: () => `${jack(268, 88, "#8D8B80")}${cord("M268 88C262 150 224 164 196 148")}${cord("M12 166C50 180 92 172 118 146")}<g stroke="#C98F4C" stroke-width="2.500" stroke-linecap="round"><path d="M120 143l10-8M121 146l13-2M118 142l4-12"/><path d="M193 146l-12-4M194 150l-12 4M196 144l-6-10"/></g><circle cx="268" cy="88" r="13" fill="#4A3F34"/>`,
  unsupported: () => `<g><rect x="214" y="54" width="62" height="62" rx="8" fill="#8A661F"/><rect x="217" y="57" width="56" height="56" rx="6" fill="#D9B266"/><rect x="229" y="69" width="32" height="32" rx="3" fill="#15120E"/></g>${cord("M14 178C60 190 74 150 92 120")}${plug(114, 106, -8)}`,
  insecure: () => `${jack(236, 92, "#E0503F")}${cord("M14 172C50 186 70 150 84 122")}${plug(106, 110, -8)}<g stroke="var(--red)" stroke-width="4" stroke-linecap="round"><path d="M178 70l16 44"/></g>`,
  missing: () => `${/** @type {[number, number][]} */ ([[90, 60], [160, 60], [230, 60], [90, 140], [230, 140]]).map(([x, y]) => jack(x, y)).join("")}<circle cx="160" cy="140" r="24" fill="none" stroke="var(--line-strong)" stroke-width="2.500" stroke-dasharray="6 6"/>`,
  quiet: () => `${jack(70, 100, "#8D8B80")}${jack(160, 100, "#8D8B80")}${jack(250, 100, "#8D8B80")}`,
};

/** @param {Art} kind
 * @returns {HTMLElement} */
export function art(kind) {
  const box = document.createElement("div");
  box.className = "art";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" aria-hidden="true">${DRAWINGS[kind]()}</svg>`;
  box.append(document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true));
  return box;
}
