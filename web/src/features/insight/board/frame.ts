import { chooseDomain, commonSpan, type Domain } from "../../../ui/charts/axis";
import { type Measured, measured } from "../../../ui/charts/estimate";
import type { Scoreboard, ScoreboardRow } from "../queries";
import { parseScale, type Scale } from "../scales";

/** What all rows of a scoreboard share: one scale, one axis, one height of small lines, one size of points. */
export type BoardFrame = {
  readonly scale: Scale;
  readonly expected: number;
  readonly domain: Domain;
  readonly span: number;
  readonly largest: number;
  readonly respondents: number;
  readonly against: string | null;
  /** First and last label of the small lines. */
  readonly trend: readonly [string, string] | null;
};

/** The scale most touchpoints are rated on: rows on another one keep their number and lose their place on the axis. */
export function commonScale(rows: readonly ScoreboardRow[], fallback: string | null): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.question) counts.set(row.question.scale, (counts.get(row.question.scale) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1])[0];
  return most?.[0] ?? fallback ?? "1-5";
}

/** Both ends in few signs: quarters and months of different years by their year. */
function ends(first: string, last: string): [string, string] {
  const [from, to] = [first.slice(0, 4), last.slice(0, 4)];
  return from !== to && first.length > 4 ? [from, to] : [first, last];
}

export function boardFrame(board: Scoreboard, rows: readonly ScoreboardRow[], against: string | null): BoardFrame {
  const text = commonScale(board.rows, board.overall.rating_scale);
  const scale = parseScale(text);
  const onScale = rows.filter((row) => row.question?.scale === text);
  const sound = onScale.flatMap((row) => (row.estimate?.badge === "sound" ? (measured(row.estimate) ?? []) : []));
  const any = onScale.flatMap((row) => measured(row.estimate) ?? []);
  const series = onScale.map((row) =>
    row.trend.flatMap((entry): Measured[] => {
      const point = measured(entry.estimate);
      return point ? [point] : [];
    }),
  );
  const longest = [...rows].sort((a, b) => b.trend.length - a.trend.length)[0]?.trend ?? [];
  const [first, last] = [longest[0], longest.at(-1)];
  return {
    scale,
    expected: board.as_expected,
    domain: chooseDomain(sound.length > 0 ? sound : any, [scale.low, scale.high], board.as_expected),
    span: commonSpan(series, (scale.high - scale.low) / 16),
    largest: Math.max(1, ...any.map((point) => point.n)),
    respondents: board.respondents,
    against,
    trend: first && last && first !== last ? ends(first.label, last.label) : null,
  };
}
