import { FEELINGS, stageRuns } from "../document";
import { asideOf, bow, type Point, runsOf, softBand, softLine, yOf } from "../layout";
import type { JourneyDocument, JourneyStep, LivedStep } from "../queries";
import type { Inventory } from "../sheet/StepColumn";

/** How wide a line of text is, in pixels. */
export type Measure = (text: string, size: number, weight: number, serif?: boolean) => number;

/** Every word that stands on the sheet, in the reader's language. */
export type SheetWords = {
  title: string;
  subtitle: string;
  foot: string;
  lanes: Record<"expectation" | "touchpoint" | "action" | "channel" | "plusOnes" | "backstage" | "owner", string>;
  feeling: string;
  level: (feeling: number) => string;
  toBe: string;
  asIs: string;
  moment: string;
  withoutUs: string;
  sight: string;
  verdict: (verdict: LivedStep["verdict"]) => string;
  signed: (value: number, digits: number) => string;
  sample: (n: number) => string;
};

export type SheetInput = {
  document: JourneyDocument;
  lived: ReadonlyMap<string, LivedStep>;
  inventory: Inventory;
  words: SheetWords;
  measure: Measure;
  /** Which steps, for sheets that go over several pages. */
  from?: number;
  to?: number;
  /** Rules that bring the fonts along. */
  fontRules?: string;
};

export type Drawn = { svg: string; width: number; height: number };

/** The light theme's inks: what leaves the page lies on white paper. */
const ink = {
  paper: "#ffffff",
  ink: "#1b1815",
  soft: "#5d564b",
  rule: "#e0dbd2",
  edge: "#c9c2b6",
  mark: "#8b8375",
  fig: "#7c7467",
  short: "#b4451f",
  ok: "#836616",
  loyal: "#0f6b5e",
} as const;

export const sans = "Source Sans 3 Variable";
export const serif = "Source Serif 4 Variable";

const PAD = 24;
const HEADS = 112;
const COLUMN = 150;
const SIZE = 11;
const LINE = 14.5;
const lane = { height: 216, pad: 36 };
const LANES = ["expectation", "feeling", "touchpoint", "action", "channel", "plusOnes", "backstage", "owner"] as const;

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] as string);
const round = (value: number) => Math.round(value * 100) / 100;

/** Lines no wider than the room; a word that is wider by itself is broken. */
export function wrap(text: string, room: number, width: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (let word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (width(longer) <= room) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      while (width(word) > room && word.length > 1) {
        let most = word.length - 1;
        while (most > 1 && width(word.slice(0, most)) > room) most -= 1;
        lines.push(word.slice(0, most));
        word = word.slice(most);
      }
      line = word;
    }
    if (line !== "" || paragraph === "") lines.push(line);
  }
  return text === "" ? [] : lines;
}

/** The journey as a drawing of its own: nothing of the page is needed to see it. */
export function drawSheet(input: SheetInput): Drawn {
  const { document, words, measure, inventory } = input;
  const from = input.from ?? 0;
  const steps = document.steps.slice(from, input.to ?? document.steps.length);
  const inner = HEADS + steps.length * COLUMN;
  const width = inner + PAD * 2;
  const out: string[] = [];
  const put = (
    x: number,
    y: number,
    text: string,
    more: { size?: number; weight?: number; fill?: string; serif?: boolean; anchor?: "middle" | "end" } = {},
  ) => {
    const { size = SIZE, weight = 400, fill = ink.ink, anchor } = more;
    out.push(
      `<text x="${round(x)}" y="${round(y)}" font-family="'${more.serif ? serif : sans}', ${more.serif ? "serif" : "sans-serif"}" font-size="${size}" font-weight="${weight}" fill="${fill}"${anchor ? ` text-anchor="${anchor}"` : ""}>${escaped(text)}</text>`,
    );
  };
  const rule = (x1: number, y1: number, x2: number, y2: number, stroke: string, more = "") =>
    out.push(`<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" fill="none" stroke="${stroke}" ${more}/>`);
  const columnX = (at: number) => PAD + HEADS + at * COLUMN;

  // Above: what it says, whose it is.
  let y = PAD;
  for (const line of wrap(words.title, inner, (text) => measure(text, 22, 500, true))) {
    y += 26;
    put(PAD, y, line, { size: 22, weight: 500, serif: true });
  }
  for (const line of wrap(words.subtitle, inner, (text) => measure(text, 12, 400))) {
    y += 18;
    put(PAD, y, line, { size: 12, fill: ink.soft });
  }
  y += 22;

  const top = y;
  const runs = stageRuns(steps);
  for (const run of runs) {
    const label = inventory.stages.find((stage) => stage.key === run.stage)?.label ?? run.stage;
    put(columnX(run.from) + 8, y + 18, label, { size: 13, weight: 600 });
  }
  y += 28;

  const ways = (document.links ?? [])
    .map(({ from: start, to: end }) => [
      steps.findIndex((one) => one.id === start),
      steps.findIndex((one) => one.id === end),
    ])
    .filter((way): way is [number, number] => way.every((at) => at >= 0));
  if (ways.length > 0) {
    for (const [start, end] of ways) {
      const [a, b] = [HEADS + PAD + (start + 0.5) * COLUMN, HEADS + PAD + (end + 0.5) * COLUMN];
      out.push(
        `<path d="${bow(a, b, 40)}" transform="translate(0 ${round(y)})" fill="none" stroke="${ink.mark}" stroke-width="1.3"/>`,
        `<path d="M${round(b - 4)} ${round(y + 33)}h8l-4 7z" fill="${ink.mark}"/>`,
      );
    }
    y += 42;
  }

  const room = COLUMN - 16;
  const body = (text: string, weight = 400) => wrap(text, room, (line) => measure(line, SIZE, weight));
  const column = (lines: string[], x: number, at: number, weight = 400, fill: string = ink.ink) =>
    lines.forEach((line, index) => {
      put(x, at + LINE * (index + 0.8), line, { weight, fill });
    });

  // The heads of the steps.
  const heads = steps.map((step) => wrap(step.label, room, (line) => measure(line, 12, 600)));
  steps.forEach((step, at) => {
    const x = columnX(at) + 8;
    put(x, y + 11, String(from + at + 1), { weight: 600, fill: ink.soft });
    if (step.moment_of_truth) out.push(diamond(x + 14 + measure(String(from + at + 1), SIZE, 600), y + 7, 4.5));
    heads[at]?.forEach((line, index) => {
      put(x, y + 27 + index * 15, line, { size: 12, weight: 600 });
    });
  });
  y += 24 + 15 * Math.max(1, ...heads.map((lines) => lines.length));

  for (const name of LANES) {
    rule(PAD, y, PAD + inner, y, ink.rule);
    if (name === "backstage") {
      rule(PAD + HEADS, y, PAD + inner, y, ink.mark, 'stroke-dasharray="4 3"');
      put(PAD, y + 30, words.sight, { size: 9, fill: ink.soft });
    }
    if (name === "feeling") {
      put(PAD, y + 18, words.feeling, { weight: 600 });
      for (const level of FEELINGS) {
        const at = y + yOf(level, lane);
        rule(
          PAD + HEADS,
          at,
          PAD + inner,
          at,
          level === 0 ? ink.mark : ink.rule,
          level === 0 ? 'stroke-width="1.4"' : "",
        );
        put(PAD + HEADS - 8, at + 3.5, `${words.level(level)}  ${words.signed(level, 0)}`, {
          size: 9.5,
          fill: level === 0 ? ink.ink : ink.soft,
          weight: level === 0 ? 600 : 400,
          anchor: "end",
        });
      }
      feelings(out, put, steps, input, columnX, y);
      y += lane.height;
      continue;
    }
    put(PAD, y + 18, words.lanes[name], { weight: 600 });
    const strong = (step: JourneyStep) => (name === "touchpoint" && step.touchpoint !== null ? 600 : 400);
    const cells = steps.map((step) => body(cellText(step, name, input), strong(step)));
    steps.forEach((step, at) => {
      const nowhere = name === "touchpoint" && step.touchpoint === null;
      column(cells[at] ?? [], columnX(at) + 8, y + 7, strong(step), nowhere ? ink.soft : ink.ink);
    });
    y += Math.max(name === "backstage" ? 42 : 28, 16 + LINE * Math.max(...cells.map((lines) => lines.length)));
  }
  rule(PAD, y, PAD + inner, y, ink.edge);
  for (const run of runs) rule(columnX(run.from), top, columnX(run.from), y, ink.edge);
  y += 20;

  // Below: what the signs say, and where the figures come from.
  let x = PAD;
  const key = (draw: string, wide: number, text: string) => {
    out.push(`<g transform="translate(${round(x)} ${round(y)})">${draw}</g>`);
    put(x + wide + 6, y + 3.5, text, { size: 10, fill: ink.soft });
    x += wide + 6 + measure(text, 10, 400) + 18;
  };
  key(
    `<path d="M0 0H26" fill="none" stroke="${ink.ink}" stroke-width="2"/>${ring(13, 0, 4.5, ink.ink)}`,
    26,
    words.toBe,
  );
  key(diamond(6, 0, 5.5), 12, words.moment);
  if ([...input.lived.values()].some((step) => step.estimate.value !== null)) {
    key(
      `<path d="M0 -5H26V5H0z" fill="${ink.fig}" fill-opacity="0.16"/><path d="M0 0H26" fill="none" stroke="${ink.fig}" stroke-width="2" stroke-dasharray="5 3"/>`,
      26,
      words.asIs,
    );
    for (const verdict of ["short", "as_designed", "beyond", "unknown"] as const) {
      key(livedSign(6, 0, verdict), 12, words.verdict(verdict));
    }
  }
  if (words.foot !== "") {
    y += 22;
    put(PAD, y, words.foot, { size: 9.5, fill: ink.soft });
  }
  y += PAD - 6;

  const [w, h] = [Math.ceil(width), Math.ceil(y)];
  const fonts = input.fontRules ? `<style>${input.fontRules}</style>` : "";
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><title>${escaped(document.name)}</title><desc>${escaped(words.title)}</desc>${fonts}<rect width="${w}" height="${h}" fill="${ink.paper}"/>${out.join("")}</svg>`,
    width: w,
    height: h,
  };
}

function cellText(step: JourneyStep, name: Exclude<(typeof LANES)[number], "feeling">, input: SheetInput): string {
  const spot = input.inventory.spots.find((one) => one.key === step.touchpoint);
  switch (name) {
    case "touchpoint":
      return spot?.label ?? step.touchpoint ?? input.words.withoutUs;
    case "channel":
      return input.inventory.channels.find((one) => one.key === step.channel)?.label ?? spot?.channel?.label ?? "";
    case "plusOnes":
      return step.plus_ones.map((one) => `+ ${one}`).join("\n");
    case "owner":
      return step.owner || (spot?.owner?.name ?? "");
    default:
      return step[name];
  }
}

type Put = (
  x: number,
  y: number,
  text: string,
  more?: { size?: number; weight?: number; fill?: string; anchor?: "middle" | "end" },
) => void;

/** Both lines, the band, and the points with their figures. */
function feelings(
  out: string[],
  put: Put,
  steps: readonly JourneyStep[],
  { lived, words }: SheetInput,
  columnX: (at: number) => number,
  top: number,
): void {
  const x = (at: number) => columnX(at) + COLUMN / 2;
  const y = (feeling: number) => top + yOf(feeling, lane);
  const heard = runsOf(
    steps.map((step, at) => {
      const felt = lived.get(step.id);
      const { value, low, high, n } = felt?.estimate ?? { value: null, low: null, high: null, n: 0 };
      if (!felt || value === null) return null;
      return {
        at,
        x: x(at) + asideOf(value, step.feeling),
        n,
        value,
        designed: step.feeling,
        verdict: felt.verdict,
        low: low ?? value,
        high: high ?? value,
      };
    }),
  );
  for (const { items } of heard) {
    if (items.length < 2) continue;
    const band = softBand(
      items.map((item) => ({ x: item.x, y: y(item.high) })),
      items.map((item) => ({ x: item.x, y: y(item.low) })),
    );
    const line = softLine(items.map((item) => ({ x: item.x, y: y(item.value) })));
    out.push(
      `<path d="${band}" fill="${ink.fig}" fill-opacity="0.16"/>`,
      `<path d="${line}" fill="none" stroke="${ink.fig}" stroke-width="2" stroke-dasharray="5 3"/>`,
    );
  }
  const wanted = runsOf(
    steps.map((step, at): (Point & { step: JourneyStep }) | null =>
      step.feeling === null ? null : { x: x(at), y: y(step.feeling), step },
    ),
  );
  for (const { items } of wanted) {
    out.push(`<path d="${softLine(items)}" fill="none" stroke="${ink.ink}" stroke-width="2"/>`);
    for (const { x: at, y: height, step } of items) {
      out.push(step.moment_of_truth ? diamond(at, height, 8) : ring(at, height, 6, ink.ink));
      const felt = lived.get(step.id)?.estimate.value ?? null;
      const under = felt !== null && felt > (step.feeling ?? 0) && felt - (step.feeling ?? 0) < 1;
      put(at, height + (under ? 19 : -12), words.signed(step.feeling ?? 0, 0), { weight: 600, anchor: "middle" });
    }
  }
  for (const item of heard.flatMap((run) => run.items)) {
    out.push(
      `<path d="M${round(item.x)} ${round(y(item.high))}V${round(y(item.low))}" fill="none" stroke="${ink.fig}" stroke-width="1.2"/>`,
      livedSign(item.x, y(item.value), item.verdict),
    );
    const shift = item.designed !== null && y(item.designed) > y(item.value) + 1 ? -8 : 16;
    put(item.x + 6, y(item.value) + shift, words.signed(item.value, 1), { weight: 600, size: 10 });
    put(item.x + 28, y(item.value) + shift, words.sample(item.n), { size: 9, fill: ink.soft });
  }
}

function ring(x: number, y: number, radius: number, stroke: string, more = ""): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${ink.paper}" stroke="${stroke}" stroke-width="2" ${more}/>`;
}

function diamond(x: number, y: number, half: number): string {
  return `<path d="M${round(x)} ${round(y - half)}L${round(x + half)} ${round(y)}L${round(x)} ${round(y + half)}L${round(x - half)} ${round(y)}Z" fill="${ink.ink}"/>`;
}

function livedSign(x: number, y: number, verdict: LivedStep["verdict"]): string {
  switch (verdict) {
    case "short":
      return `<path d="M${round(x - 5.5)} ${round(y - 4)}h11l-5.5 9.5z" fill="${ink.short}"/>`;
    case "beyond":
      return `<path d="M${round(x - 5.5)} ${round(y + 4)}h11l-5.5 -9.5z" fill="${ink.loyal}"/>`;
    case "as_designed":
      return ring(x, y, 4.2, ink.ok);
    case "unknown":
      return ring(x, y, 4.2, ink.mark, 'stroke-dasharray="2 2"');
  }
}
