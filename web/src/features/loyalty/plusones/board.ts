import type { Board, Habituation, PlusOne, State, Wear } from "./queries";

/** So many cards of a column are shown before one asks for more. */
export const SHOWN = 3;

/** So many clients with three deliveries each are needed for a half-life. */
export const TELLING = 100;

/** The cards of a column: ideas by votes, the others by what they cost or give, the newest change first at last. */
export function columnOf(board: Board, state: State): PlusOne[] {
  const cards = board.items.filter((it) => it.state === state);
  const newest = (a: PlusOne, b: PlusOne) => b.since.localeCompare(a.since);
  switch (state) {
    case "idea":
      return cards.sort((a, b) => b.votes - a.votes || newest(a, b));
    case "trial":
    case "active":
      return cards.sort((a, b) => (b.wow.value ?? -1) - (a.wow.value ?? -1) || newest(a, b));
    case "norm":
      // What waits for a decision first.
      return cards.sort(
        (a, b) => Number(a.norm.kept_at !== null) - Number(b.norm.kept_at !== null) || b.yearly.cents - a.yearly.cents,
      );
    case "retired":
      return cards.sort(newest);
  }
}

/** The page's finding, and what it is worth. */
export function findingOf(board: Board) {
  const count = (state: State) => board.items.filter((it) => it.state === state).length;
  const [active, trial, norm, idea] = [count("active"), count("trial"), count("norm"), count("idea")];
  const { new: fresh, worn_out: worn } = board.replenishment;
  const key = board.items.length === 0 ? "empty" : active + norm > 0 ? "some" : trial > 0 ? "trying" : "ideas";
  return { key, active, trial, norm, idea, fresh, worn, slower: worn > fresh } as const;
}

/** Where one may go from here by hand; what was given is an idea no more, what was not given can't surprise. */
export function waysFrom(it: PlusOne): State[] {
  const ways: State[] = [];
  if (it.state !== "idea" && it.given === 0) ways.push("idea");
  if (it.state !== "trial") ways.push("trial");
  if (it.given > 0 && it.state !== "active" && it.state !== "idea") ways.push("active");
  if (it.given > 0 && it.state !== "norm" && it.state !== "idea") ways.push("norm");
  if (it.state !== "retired") ways.push("retired");
  return ways;
}

/** The plus-one that says most of how surprises wear out. */
export function mostTelling(board: Board): PlusOne | undefined {
  const telling = board.items.filter((it) => it.telling_clients >= TELLING);
  return telling.sort((a, b) => b.telling_clients - a.telling_clients)[0];
}

/** From which delivery on stopping costs more than going on gives; none where that is not known or never so. */
export function turningPoint(wear: Wear): number | undefined {
  return wear.curve.find((point) => point.loss != null && point.loss.value > point.lift.value)?.nth;
}

export function isEstimated(it: Habituation): it is Habituation & { estimate: Wear } {
  return it.estimate != null;
}

/** Hundredths as money: cents are shown of what is small. */
export function money(locale: string, cents: number, currency: string): string {
  const digits = Math.abs(cents) < 10_000 && cents % 100 !== 0 ? 2 : 0;
  const options = {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  return new Intl.NumberFormat(locale, options).format(cents / 100);
}
