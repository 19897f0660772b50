import { beforeAll, describe, expect, it } from "vitest";
import { i18n, loadTexts } from "../../../i18n/i18n";
import { cardsOf } from "./cards";
import { shownRows } from "./export";
import type { Headline } from "./headline";
import { inventory, plan, touchpoint } from "./sample";
import { withChange } from "./useEdits";
import { cardWords, headlineWords, ledeWords, numberWord } from "./words";

beforeAll(() => loadTexts("design/inventory"));

const t = () => i18n.getFixedT(null, "design/inventory");
const said = (headline: Headline) => headlineWords(t(), "en", headline);

describe("the headline in words", () => {
  it("counts in words up to twelve and begins with a capital", () => {
    expect(said({ says: "missing", count: 6, stage: "After", there: 3 })).toBe(
      "Six touches are missing, three of them at “After”",
    );
    expect(said({ says: "missing", count: 1, stage: null, there: 0 })).toBe("One touch is missing");
    expect(said({ says: "missing", count: 2, stage: "After", there: 2 })).toBe(
      "Two touches are missing, all of them at “After”",
    );
    expect(said({ says: "missing", count: 13, stage: null, there: 0 })).toBe("13 touches are missing");
    expect(numberWord(t(), "en", 1200)).toBe("1,200");
  });
  it("says the rest", () => {
    expect(said({ says: "unowned", count: 2 })).toBe("Two moments of truth have nobody who answers for them");
    expect(said({ says: "stale", count: 1, total: 4 })).toBe(
      "Nothing is missing, but one touchpoint stands on a stale plan",
    );
    expect(said({ says: "planned", count: 3 })).toBe("No gap is known, and three touches are on their way");
    expect(said({ says: "unplanned", count: 4, total: 4 })).toBe("Four touchpoints are there, and none has a plan yet");
    expect(said({ says: "covered", total: 9 })).toBe("All 9 touchpoints are there and planned");
  });
  it("adds what is live, stale and planned", () => {
    const counts = { live: 44, total: 50, stale: 4, planned: 1, missing: 5 };
    expect(ledeWords(t(), "en", counts)).toBe(
      "44 of 50 touchpoints are live, four of them on a stale plan, one is planned.",
    );
  });
});

it("says a card's shape, edge and marks", () => {
  const call = touchpoint("Call", { kind: "work_product", moment_of_truth: true });
  const old = plan(call.id, { live: { version: 1, review_by: null, stale_months: 14 }, attention: 0.6 });
  const [card] = cardsOf([call], [old], []);
  expect(card && cardWords(t(), card)).toBe(
    "work product, live on a plan stale for 14 months, moment of truth, attention 3 of 5",
  );
});

it("writes what is shown into a file, unknown left empty", () => {
  const [head, row] = shownRows(t(), cardsOf([touchpoint("Call", { owner: null })], [], []));
  const of = (name: string) => row?.[head?.indexOf(name) ?? -1];
  expect([of("Name"), of("Stage"), of("State"), of("Owner"), of("Attention")]).toEqual([
    "Call",
    "Serve",
    "live",
    undefined,
    null,
  ]);
});

it("shows a change before the server has answered", () => {
  const before = inventory([touchpoint("Call"), touchpoint("Letter")]);
  const after = withChange(before, ["id-call"], {
    stage: "after",
    channel: null,
    audiences: ["heirs"],
    owner: null,
    importance: 5,
  });
  expect(after.touchpoints[0]).toMatchObject({
    stage: { key: "after", label: "After" },
    channel: null,
    audiences: [{ key: "heirs", label: "Heirs" }],
    owner: null,
    importance: 5,
    label: "Call",
  });
  expect(after.touchpoints[1]).toBe(before.touchpoints[1]);
});
