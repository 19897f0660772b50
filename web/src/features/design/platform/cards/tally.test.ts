import { expect, it } from "vitest";
import type { RoleCard } from "../queries";
import { byDepartment, tally } from "./tally";

const card = (job: string, department: string, over: Partial<RoleCard> = {}): RoleCard => ({
  id: job,
  job,
  department,
  means: ["I call first"],
  wording: 1,
  changed_at: "2026-03-01T00:00:00Z",
  holders: [],
  mine: null,
  ...over,
});
const holder = (state: RoleCard["holders"][number]["state"]) => ({ id: state, name: state, state, signed_at: null });

it("counts signatures of what the cards say now", () => {
  const cards = [
    card("A", "x", { holders: [holder("signed"), holder("asked_again")], mine: "asked_again" }),
    card("B", "x", { holders: [holder("unsigned")], mine: "signed" }),
    card("C", "x", { means: [], mine: "unsigned" }),
  ];
  expect(tally(cards)).toEqual({ signed: 1, holders: 3, mine: 1 });
});

it("stands by department, without one last", () => {
  const cards = [card("A", ""), card("B", "Service"), card("C", "Advice"), card("D", "Service")];
  expect(byDepartment(cards).map(({ job }) => job)).toEqual(["C", "B", "D", "A"]);
});
