/**
 * A survey file of a made-up clinic, the same for the same seed, and the numbers that must come out of it.
 * The expected numbers are counted here from the answers themselves, by nothing that the product uses.
 */
import { mulberry } from "./random.ts";

export interface Answer {
  respondent: string;
  visited: string;
  /** 0–10; null: the code 99 stands in the file, "no answer". */
  recommend: number | null;
  /** 1–5 by column; null: blank. 9: never used. */
  ratings: (number | null)[];
  region: string;
  words: string;
}

export const RATINGS = ["Reception desk", "Waiting room", "Doctor", "Invoice"] as const;
const REGIONS = ["North", "South", "West"] as const;
const WORDS = ["", "", "", "The waiting room was cold", "Nobody told me how long it takes", "The doctor listened", "Invoice was easy to read"];
/** The true middle of each rated touchpoint: the waiting room is the weak one. */
const MIDDLES = [4.4, 2.9, 4.7, 3.9];

export function answers(count: number, seed = 7): Answer[] {
  const next = mulberry(seed);
  return Array.from({ length: count }, (_, index) => {
    const mood = next() - 0.5;
    const ratings = MIDDLES.map((middle) => {
      const draw = next();
      if (draw < 0.04) return null;
      if (draw < 0.12) return 9;
      return Math.min(5, Math.max(1, Math.round(middle + mood + (next() + next() + next() - 1.5) * 1.3)));
    });
    const recommend = next() < 0.05 ? null : Math.min(10, Math.max(0, Math.round(7.6 + mood * 4 + (next() + next() - 1) * 3)));
    const day = 1 + Math.floor(next() * 28);
    return {
      respondent: `R${String(index + 1).padStart(5, "0")}`,
      visited: `2025-03-${String(day).padStart(2, "0")}`,
      recommend,
      ratings,
      region: REGIONS[Math.floor(next() * REGIONS.length)] ?? "North",
      words: WORDS[Math.floor(next() * WORDS.length)] ?? "",
    };
  });
}

/** With the word that tells ratings from other columns, or bare, as many files have them. */
export function asCsv(list: Answer[], names: "told" | "bare" = "told"): string {
  const ratings = RATINGS.map((name) => (names === "told" ? `Rate: ${name}` : name));
  const header = ["Respondent", "Visit date", "Likely to recommend (0-10)", ...ratings, "Region", "Comment"];
  const lines = list.map((one) =>
    [one.respondent, one.visited, one.recommend ?? 99, ...one.ratings.map((score) => score ?? ""), one.region, quoted(one.words)].join(","),
  );
  return [header.map(quoted).join(","), ...lines, ""].join("\n");
}

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export interface Nps {
  promoters: number;
  passives: number;
  detractors: number;
  n: number;
  /** −100 to 100. */
  nps: number;
  /** Half the width of the 95 % interval, in the same points. */
  half: number;
}

export function npsOf(list: Answer[]): Nps {
  const scores = list.map((one) => one.recommend).filter((score) => score !== null);
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  const n = scores.length;
  const half = 100 * moverHalf(promoters, detractors, n);
  return { promoters, detractors, passives: n - promoters - detractors, n, nps: (100 * (promoters - detractors)) / n, half };
}

/** Newcombe's square-and-add on Wilson limits, for the difference of two shares of one sample. */
function moverHalf(promoters: number, detractors: number, n: number): number {
  const [p, d] = [promoters / n, detractors / n];
  const [lowP, highP] = wilson(p, n);
  const [lowD, highD] = wilson(d, n);
  const phi = p === 0 || d === 0 || p === 1 || d === 1 ? 0 : -Math.sqrt((p * d) / ((1 - p) * (1 - d)));
  const side = (a: number, b: number) => Math.sqrt(a * a + b * b - 2 * phi * a * b);
  const low = Math.max(-1, p - d - side(p - lowP, highD - d));
  const high = Math.min(1, p - d + side(highP - p, d - lowD));
  return (high - low) / 2;
}

function wilson(share: number, n: number): [number, number] {
  const z = 1.959963984540054;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [middle - half, middle + half];
}

export function meanOf(list: Answer[], column: number): { mean: number; n: number } {
  const scores = list.map((one) => one.ratings[column] ?? 9).filter((score) => score <= 5);
  return { mean: scores.reduce((sum, score) => sum + score, 0) / scores.length, n: scores.length };
}
