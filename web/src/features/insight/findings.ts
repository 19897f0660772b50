import type { TFunction } from "i18next";
import { isReached, isShort, type Measured, measured, type Share } from "../../ui/charts/estimate";
import type { Figures, Unit } from "../../ui/charts/figures";
import type { TrendPoint } from "../../ui/charts/TrendLine";
import { differs } from "./differences";
import type { Change, Estimate, FoundView, ScoreboardRow } from "./queries";

/** A page's headline and the sentence or two under it, made of nothing but its numbers. */
export type Finding = { readonly headline: string; readonly lede: string };

type T = TFunction<"insight">;

type Rated = { readonly label: string; readonly estimate: Estimate };
type Moved = { readonly label: string; readonly change: Change };

/**
 * Who shares the last place: the lowest and all whose interval reaches into the lowest one's.
 * More than two share no place worth a headline.
 */
export function lowestOf<R extends { readonly estimate: Estimate | null }>(rows: readonly R[]): R[] {
  const known = rows
    .flatMap((row) => {
      const point = measured(row.estimate);
      return point ? [{ row, point }] : [];
    })
    .sort((a, b) => a.point.value - b.point.value);
  const first = known[0];
  if (!first) return [];
  return known.filter(({ point }) => point.low <= first.point.high).map(({ row }) => row);
}

export type Tally = {
  readonly short: readonly ScoreboardRow[];
  readonly reached: readonly ScoreboardRow[];
  readonly unclear: readonly ScoreboardRow[];
  readonly unknown: readonly ScoreboardRow[];
};

/** Where clients can be asked about: what is planned or missing isn't there yet. */
export function isLive(row: ScoreboardRow): boolean {
  return row.touchpoint.existence === "live";
}

/** Sorts touchpoints by what their interval says about what clients expect. Under ten answers say nothing yet. */
export function tally(rows: readonly ScoreboardRow[], expected: number): Tally {
  const short: ScoreboardRow[] = [];
  const reached: ScoreboardRow[] = [];
  const unclear: ScoreboardRow[] = [];
  const unknown: ScoreboardRow[] = [];
  for (const row of rows) {
    if (measured(row.estimate) === null) unknown.push(row);
    else if (row.short || isShort(row.estimate, expected)) short.push(row);
    else if (isReached(row.estimate, expected)) reached.push(row);
    else unclear.push(row);
  }
  return { short, reached, unclear, unknown };
}

const join = (sentences: readonly string[]) => sentences.filter((sentence) => sentence !== "").join(" ");
const labels = (rows: readonly ScoreboardRow[]) => rows.map((row) => row.touchpoint.label);

/** Names in a row; quoted where one of them has an "and" of its own and the list would read wrong. */
function listed(t: T, figures: Figures, names: readonly string[]): string {
  const unclear = names.length > 1 && names.some((name) => /,|\s(and|und|&)\s/.test(name));
  return figures.list(unclear ? names.map((name) => t("finding.quoted", { name })) : names);
}

export function scoreboardFinding(
  t: T,
  figures: Figures,
  rows: readonly ScoreboardRow[],
  expected: number,
  against: string | null,
): Finding {
  const { short, reached, unclear, unknown } = tally(rows, expected);
  const rated = rows.length - unknown.length;
  if (rows.length === 0) return { headline: t("finding.empty"), lede: "" };
  if (rated === 0) {
    return { headline: t("finding.noneRated", { count: rows.length, n: figures.count(rows.length) }), lede: "" };
  }
  const numbers = {
    short: figures.count(short.length),
    reached: figures.count(reached.length),
    n: figures.count(rated),
    count: short.length,
  };
  const lowest = short.length > 0 ? lowestOf(short) : [];
  const named = lowest.length > 0 && lowest.length <= 2;
  const headline = named
    ? t("finding.lowest", { names: listed(t, figures, labels(lowest)) })
    : short.length > 0
      ? t("finding.shortOf", numbers)
      : reached.length === rated
        ? t("finding.getAll")
        : reached.length > 0
          ? t("finding.get", numbers)
          : t("finding.noneClear");
  const undecided =
    unclear.length > 0 && (named || short.length === 0)
      ? t("finding.unclear", { count: unclear.length, n: figures.count(unclear.length) })
      : "";
  return {
    headline,
    lede: join([
      named ? t("finding.split", numbers) : "",
      reached.length > 0 ? undecided : "",
      movedSentence(t, figures, movedOf(rows), against, "score"),
      unaskedSentence(t, figures, labels(unknown.filter((row) => isLive(row) && (row.estimate?.n ?? 0) === 0))),
    ]),
  };
}

function movedOf(rows: readonly ScoreboardRow[]): Moved[] | null {
  const compared = rows.filter((row) => row.change !== null);
  if (compared.length === 0) return null;
  return compared.flatMap((row) =>
    row.change?.significant ? [{ label: row.touchpoint.label, change: row.change }] : [],
  );
}

/** What moved, or that nothing did; nothing at all where nothing was compared (`null`). */
export function movedSentence(
  t: T,
  figures: Figures,
  moved: readonly Moved[] | null,
  against: string | null,
  unit: Unit,
): string {
  if (against === null || moved === null) return "";
  const most = [...moved].sort((a, b) => Math.abs(b.change.difference) - Math.abs(a.change.difference));
  const [first] = most;
  const name = (one: Moved) => `${one.label} (${figures.change(one.change.difference, unit)})`;
  if (!first) return t("finding.still", { against });
  if (most.length === 1) return t("finding.movedOnly", { against, names: name(first) });
  if (most.length === 2) return t("finding.movedOnlyMany", { against, names: figures.list(most.map(name)) });
  return t("finding.movedMost", { against, n: figures.count(most.length), names: name(first) });
}

export function unaskedSentence(t: T, figures: Figures, unknown: readonly string[]): string {
  if (unknown.length === 0) return "";
  if (unknown.length <= 2) return t("finding.unasked", { names: listed(t, figures, unknown) });
  return t("finding.unaskedMany", { n: figures.count(unknown.length) });
}

/** The one change that followed something we did, said with it: not a proof, but worth knowing. */
export function afterSentence(t: T, found: readonly FoundView[]): string {
  const after = found.find(({ code }) => code === "rose_after" || code === "fell_after");
  const name = after?.touchpoints?.[0]?.label;
  if (!after || !name || !after.label) return "";
  return t(after.code === "rose_after" ? "finding.afterRose" : "finding.afterFell", {
    done: after.label,
    name,
  });
}

export type CockpitNumbers = {
  readonly touchpoints: { as_expected: number; short: number; unclear: number; unknown: number; total: number };
  /** Touchpoints that are short, the lowest first. */
  readonly short: readonly Rated[];
  readonly movers: readonly Moved[];
  readonly unknown: readonly string[];
  readonly against: string | null;
  /** What moved after something we did, as a sentence. */
  readonly after: string;
};

export function cockpitFinding(t: T, figures: Figures, numbers: CockpitNumbers): Finding {
  const { as_expected: reached, short, unknown, total } = numbers.touchpoints;
  const rated = total - unknown;
  const counted = {
    reached: figures.count(reached),
    short: figures.count(short),
    n: figures.count(rated),
    count: short,
  };
  if (total === 0) return { headline: t("finding.empty"), lede: "" };
  if (rated === 0) {
    return { headline: t("finding.noneRated", { count: total, n: figures.count(total) }), lede: "" };
  }
  const headline =
    reached === rated
      ? t("finding.getAll")
      : reached === 0 && short === 0
        ? t("finding.noneClear")
        : short > reached
          ? t("finding.less", counted)
          : t("finding.get", counted);
  const lowest = lowestOf(numbers.short).slice(0, 2);
  const values = lowest.flatMap((row) => {
    const point = measured(row.estimate);
    return point ? [figures.value(point.value, "score")] : [];
  });
  const names = listed(
    t,
    figures,
    lowest.map((row) => row.label),
  );
  return {
    headline,
    lede: join([
      lowest.length === 0
        ? ""
        : t(lowest.length === 1 ? "finding.lowestLedeOne" : "finding.lowestLede", {
            names,
            values: figures.list(values),
          }),
      movedSentence(t, figures, numbers.movers, numbers.against, "score"),
      numbers.after,
      unaskedSentence(t, figures, numbers.unknown),
    ]),
  };
}

export type TouchpointNumbers = {
  readonly existence: string;
  readonly label: string;
  readonly estimate: Estimate | null;
  readonly expected: number | null;
  /** The scale's best answer. */
  readonly top: number;
  readonly change: Change | null;
  readonly against: string | null;
  readonly shares: { readonly short: number; readonly loyal: number } | null;
  readonly trend: readonly TrendPoint[];
  readonly theme: { readonly label: string; readonly clients: number } | null;
  readonly after: string;
};

export function touchpointFinding(t: T, figures: Figures, numbers: TouchpointNumbers): Finding {
  const { label, estimate, expected, change, against, theme } = numbers;
  const said = theme
    ? t("finding.tpTheme", { count: theme.clients, n: figures.count(theme.clients), theme: theme.label })
    : "";
  if (!estimate || estimate.n === 0) {
    if (numbers.existence === "missing") {
      return { headline: t("finding.tpMissing", { label }), lede: join([t("finding.tpMissingLede"), said]) };
    }
    if (numbers.existence === "planned") {
      return { headline: t("finding.tpPlanned", { label }), lede: join([t("finding.tpPlannedLede"), said]) };
    }
    return { headline: t("finding.tpUnasked", { label }), lede: join([said, t("finding.tpUnaskedLede")]) };
  }
  const point = measured(estimate);
  if (!point && !estimate.hidden) {
    return {
      headline: t("finding.tpFew", { label, n: figures.count(estimate.n) }),
      lede: join([t("finding.tpFewLede"), said]),
    };
  }
  if (!point) {
    return { headline: t("finding.tpHidden", { label }), lede: t("finding.tpHiddenLede") };
  }
  const value = figures.value(point.value, "score");
  if (estimate.badge !== "sound") {
    return {
      headline: t("finding.tpIndicative", { label, value, n: figures.count(point.n) }),
      lede: join([t("finding.tpIndicativeLede"), said]),
    };
  }
  const top = figures.tick(numbers.top, "score");
  const short = isShort(estimate, expected);
  const moved = change?.significant && against !== null;
  const headline = moved
    ? t(change.difference > 0 ? "finding.tpRose" : "finding.tpFell", {
        label,
        value,
        before: figures.value(point.value - change.difference, "score"),
        against,
      })
    : t(short ? "finding.tpShort" : isReached(estimate, expected) ? "finding.tpReached" : "finding.tpUnclear", {
        label,
        value,
        top,
      });
  return {
    headline,
    lede: join([
      moved && short && expected !== null ? t("finding.tpBelow", { expected: figures.tick(expected, "score") }) : "",
      numbers.shares
        ? t("finding.tpShares", {
            loyal: figures.value(numbers.shares.loyal, "share"),
            short: figures.value(numbers.shares.short, "share"),
          })
        : "",
      numbers.after || longRun(t, figures, numbers.trend, moved ? against : null),
      said,
    ]),
  };
}

function longRun(t: T, figures: Figures, trend: readonly TrendPoint[], told: string | null): string {
  const known = soundPoints(trend);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last || first.label === told) return "";
  const before = figures.value(first.point.value, "score");
  if (!differs(first.point, last.point)) return t("finding.tpLong_level", { first: first.label });
  return last.point.value > first.point.value
    ? t("finding.tpLong_up", { first: first.label, before })
    : t("finding.tpLong_down", { first: first.label, before });
}

function soundPoints(trend: readonly TrendPoint[]): { label: string; point: Measured }[] {
  return trend.flatMap((entry) => {
    const point = entry.estimate.badge === "sound" ? measured(entry.estimate) : null;
    return point ? [{ label: entry.label, point }] : [];
  });
}

/** What a line says: rose, fell, stood still, or dipped and came back. */
export function trendTitle(t: T, figures: Figures, trend: readonly TrendPoint[], unit: Unit): string {
  const known = soundPoints(trend);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return t("finding.trendNone");
  if (first === last) return t("finding.trendOne");
  const by = figures.value(Math.abs(last.point.value - first.point.value), unit);
  const up = last.point.value > first.point.value;
  if (differs(first.point, last.point)) {
    // The earliest period after which nothing differs from today any more.
    const level = known.findIndex(
      (_, at) => at > 0 && known.slice(at).every((each) => !differs(each.point, last.point)),
    );
    const since = known[level];
    if (since && level < known.length - 1) {
      return t(up ? "finding.trendUpThenLevel" : "finding.trendDownThenLevel", {
        by,
        first: first.label,
        last: since.label,
      });
    }
    return t(up ? "finding.trendUp" : "finding.trendDown", { by, first: first.label });
  }
  const low = known.reduce((a, b) => (b.point.value < a.point.value ? b : a));
  const between = known.length - 2;
  if (differs(low.point, first.point, between) && differs(low.point, last.point, between)) {
    return t("finding.trendBackUp", { first: first.label, low: low.label });
  }
  return t("finding.trendLevel", { first: first.label });
}

/** Whether one group is less pleased than the others, after correcting for how many were compared. */
export function segmentsTitle(
  t: T,
  attribute: string,
  items: readonly { readonly label: string; readonly estimate: Estimate }[],
): string {
  const known = items
    .flatMap((item) => {
      const point = item.estimate.badge === "sound" ? measured(item.estimate) : null;
      return point ? [{ label: item.label, point }] : [];
    })
    .sort((a, b) => a.point.value - b.point.value);
  const [low, next] = known;
  const high = known.at(-1);
  if (!low || !next || !high) return t("finding.segFew", { attribute });
  const comparisons = (known.length * (known.length - 1)) / 2;
  if (known.length > 2 && differs(low.point, next.point, comparisons)) return t("finding.segLeast", { low: low.label });
  if (differs(low.point, high.point, comparisons)) return t("finding.segSpread", { low: low.label, high: high.label });
  return t("finding.segNone", { attribute });
}

type Spread = {
  readonly label: string;
  readonly n: number;
  readonly hidden: boolean;
  readonly short: Share | null;
  readonly loyal: Share | null;
};

/** Answers with fewer than this make no group worth naming in a title. */
const NAMED_FROM = 30;

/** Which of the groups fell short most and least, if that is more than chance; else what all of them felt. */
export function distributionTitle(t: T, figures: Figures, rows: readonly Spread[]): string {
  const [all, ...groups] = rows;
  if (!all?.short || !all.loyal) return t("finding.distNone");
  const known = groups
    .flatMap(({ label, n, hidden, short }) =>
      short && !hidden && n >= NAMED_FROM && short.low !== null && short.high !== null
        ? [{ label, point: { value: short.share, low: short.low, high: short.high, n } }]
        : [],
    )
    .sort((a, b) => b.point.value - a.point.value);
  const [worst, best] = [known[0], known.at(-1)];
  if (worst && best && differs(worst.point, best.point, (known.length * (known.length - 1)) / 2)) {
    return t("finding.distGroups", {
      a: figures.value(worst.point.value, "share"),
      b: figures.value(best.point.value, "share"),
      worst: worst.label,
      best: best.label,
    });
  }
  return t("finding.distShares", {
    short: figures.value(all.short.share, "share"),
    loyal: figures.value(all.loyal.share, "share"),
  });
}
